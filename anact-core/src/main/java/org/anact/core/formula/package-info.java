/**
 * Activations that are written as a formula: parsed, differentiated, checked, and compiled to a
 * kernel.
 */
package org.anact.core.formula;
