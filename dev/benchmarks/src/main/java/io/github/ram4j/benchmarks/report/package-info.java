/** Measurements to figures, and figures to Markdown, JSON and a plot. */
package io.github.ram4j.benchmarks.report;
