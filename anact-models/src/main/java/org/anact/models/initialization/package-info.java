/** Initial weights that vanilla and normalized networks of one seed share, and their gains. */
package org.anact.models.initialization;
