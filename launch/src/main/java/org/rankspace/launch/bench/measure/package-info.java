/**
 * What is measured, and what the numbers say: plain data. Enter at {@link
 * org.rankspace.launch.bench.measure.Catalogue} and {@link
 * org.rankspace.launch.bench.measure.Measured}.
 *
 * <p>Lowest layer of the bench; no threads, no files.
 */
package org.rankspace.launch.bench.measure;
