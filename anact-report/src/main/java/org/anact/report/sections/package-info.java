/** Puts the numbers of a study into words, tables and figures, one class for each section. */
package org.anact.report.sections;
