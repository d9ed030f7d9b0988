/**
 * The progress of sweeps as a page, served while they run; the entry point is {@link
 * org.anact.report.live.LiveServer}. It reads files and writes none in a result directory.
 */
package org.anact.report.live;
