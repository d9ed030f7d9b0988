/**
 * The activation functions that the suite knows by name: one list, each with its normalized form.
 */
package org.anact.core.activation;
