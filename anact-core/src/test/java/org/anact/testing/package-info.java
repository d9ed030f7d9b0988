/** What the tests of every module need before ND4J starts. */
package org.anact.testing;
