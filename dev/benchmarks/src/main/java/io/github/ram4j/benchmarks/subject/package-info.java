/**
 * Subjects of measurements: a bundle's graphs, opened one by one as the library opens them so that
 * each can be timed, and images drawn by formula.
 */
package io.github.ram4j.benchmarks.subject;
