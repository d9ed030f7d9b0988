/**
 * Lists of named things, of which activations, models, data sets and grids are four: how a name is
 * looked up, and what a wrong one is answered.
 */
package org.anact.registry;
