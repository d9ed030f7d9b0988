/** What the theory predicts for the variances in a plain network, its geometry included. */
package org.anact.models.prediction;
