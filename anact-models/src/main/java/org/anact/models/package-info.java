/** The networks of the benchmark as one declared list. */
package org.anact.models;
