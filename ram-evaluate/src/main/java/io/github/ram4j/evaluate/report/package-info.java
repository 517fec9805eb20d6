/**
 * Evaluations as a web page of one file: figures of models side by side, curves, each tag with what
 * it is taken for, the worst images.
 *
 * <p>{@link io.github.ram4j.evaluate.report.HtmlReport} is where to begin.
 */
package io.github.ram4j.evaluate.report;
