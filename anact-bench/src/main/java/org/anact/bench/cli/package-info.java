/** The command line. */
package org.anact.bench.cli;
