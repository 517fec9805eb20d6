/** Reports: measurements as figures, and figures as Markdown, JSON and a plot. */
package io.github.ram4j.benchmarks.report;
