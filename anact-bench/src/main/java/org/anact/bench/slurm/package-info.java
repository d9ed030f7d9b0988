/** Sweeps whose runs are tasks of Slurm: what is submitted, and what is in its queue. */
package org.anact.bench.slurm;
