/** The driver program of a sweep on Spark, and what its executors do. Spark's Java API alone. */
package org.anact.spark;
