/** Networks of one's own that use anact-core as a library. */
package org.anact.examples;
