/** What a network costs, from its configuration alone. */
package org.anact.models.cost;
