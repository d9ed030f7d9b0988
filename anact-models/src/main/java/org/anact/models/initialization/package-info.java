/** Gains of initial weights whose draws vanilla and normalized networks of one seed share. */
package org.anact.models.initialization;
