/** What goes through an activation in a training step, for those who want to look at it. */
package org.anact.core.signal;
