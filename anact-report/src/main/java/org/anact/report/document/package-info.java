/** What a report consists of, before it is written in one form or another. */
package org.anact.report.document;
