/** Writes the report as Markdown and its tables as LaTeX. */
package org.anact.report.export;
