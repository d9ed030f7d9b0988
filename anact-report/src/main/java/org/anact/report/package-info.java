/**
 * From a result directory to a page, tables and charts; the entry point is {@link
 * org.anact.report.Report}.
 */
package org.anact.report;
