/** The statistics of a mini-batch that ANAct takes, and the running values that follow them. */
package org.anact.core.statistics;
