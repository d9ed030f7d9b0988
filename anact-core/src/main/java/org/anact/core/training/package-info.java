/**
 * What a network that is trained here names beside its layers, and Deeplearning4j lacks or does in
 * another way: draws of weights, schedules, decay, dropout and loss; and its updater. A saved
 * network names these classes, so they are where its layers are.
 */
package org.anact.core.training;
