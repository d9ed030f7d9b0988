/** When a comparison of pairs is decided; a test that may be looked at after every pair. */
package org.anact.results.decision;
