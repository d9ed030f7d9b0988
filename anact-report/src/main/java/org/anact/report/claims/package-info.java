/** Judges the paper's claims by stated rules from what the runs say. */
package org.anact.report.claims;
