/**
 * What the theory predicts of an activation: its Gaussian moments rho and rho' and the lambda from
 * them.
 */
package org.anact.core.theory;
