/**
 * Image data sets in plain Java: their list, the readers of their published files, their pixels.
 */
package org.anact.datasets;
