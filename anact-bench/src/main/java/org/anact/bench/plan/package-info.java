/** Estimates what a grid costs on this machine before any of its runs starts. */
package org.anact.bench.plan;
