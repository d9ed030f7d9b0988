/** Foretells what a grid costs on this machine, before anything of it runs. */
package org.anact.bench.plan;
