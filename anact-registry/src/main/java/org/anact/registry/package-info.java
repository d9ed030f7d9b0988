/**
 * Lists of named things, such as activations, models, data sets and grids: how a name is looked up,
 * and the answer to a wrong one.
 */
package org.anact.registry;
