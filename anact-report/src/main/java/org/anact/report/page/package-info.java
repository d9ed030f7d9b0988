/** Renders the report as an HTML page from its templates. */
package org.anact.report.page;
