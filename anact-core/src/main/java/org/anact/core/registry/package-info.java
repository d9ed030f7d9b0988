/** What lists of named things share: the answer to a name that is not in the list. */
package org.anact.core.registry;
