/** Parts of a training recipe that Deeplearning4j lacks or does in another way. */
package org.anact.models.training;
