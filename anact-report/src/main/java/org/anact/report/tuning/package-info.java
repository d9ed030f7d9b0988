/** What trials say: the choice of each arm, how much it matters, and arms at equal settings. */
package org.anact.report.tuning;
