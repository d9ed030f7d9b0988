/** YAML 1.2 to records, and what is wrong with a file to one sentence with its line and column. */
package org.anact.bench.yaml;
