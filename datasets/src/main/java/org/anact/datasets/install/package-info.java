/** Brings published data sets into the data directory: download, check, unpack, move into place. */
package org.anact.datasets.install;
