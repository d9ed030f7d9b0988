/** Many runs: what is still to do, in which order, and the progress of it. */
package org.anact.bench.sweep;
