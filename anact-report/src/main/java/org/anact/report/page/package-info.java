/** Puts numbers into words and renders the HTML page from its template. */
package org.anact.report.page;
