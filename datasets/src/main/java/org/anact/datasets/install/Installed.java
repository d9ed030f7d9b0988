package org.anact.datasets.install;

import java.nio.file.Path;
import org.anact.datasets.Dataset;

/**
 * A data set that is in the data directory.
 *
 * @param dataset as its files were read
 * @param folder where they are
 * @param before whether it was there before it was asked for
 */
public record Installed(Dataset dataset, Path folder, boolean before) {}
