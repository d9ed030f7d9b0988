/** The tables of the report: the columns and rows of each, for page, files and terminal. */
package org.anact.report.tables;
