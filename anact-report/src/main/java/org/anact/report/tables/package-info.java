/** The tables of the report as Tablesaw tables, for the CSV files and the terminal. */
package org.anact.report.tables;
