package org.anact.datasets;

import java.nio.file.Path;

/**
 * An image file with its class.
 *
 * @param name its path in the data set, with slashes
 */
record LabelledFile(Path file, String name, int label) {}
