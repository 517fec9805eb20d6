/**
 * The parts of a recognition, each measured alone by JMH. Each benchmark says in its comment how it
 * is run.
 */
package io.github.ram4j.benchmarks.parts;
