/**
 * What a run says: the lines that are printed, what is required and whether it was reached, JSON,
 * and the page. Enter at {@link org.rankspace.launch.bench.report.Report}.
 *
 * <p>Above {@code measure}; knows no job. Pure, but for resources that it reads; no threads.
 */
package org.rankspace.launch.bench.report;
