/**
 * Evaluations as a web page of one file: figures of models side by side, curves, each tag with its
 * confusions, the worst images.
 *
 * <p>Start with {@link io.github.ram4j.evaluate.report.HtmlReport}.
 */
package io.github.ram4j.evaluate.report;
