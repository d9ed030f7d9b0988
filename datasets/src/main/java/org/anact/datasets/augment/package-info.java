/** Random changes of training images, as pure functions of seed, epoch and image. */
package org.anact.datasets.augment;
