/** The architectures: functions from what a network must fit to Deeplearning4j's configuration. */
package org.anact.models.network;
