/**
 * Parts of a recognition, each measured alone by JMH. The comment of each benchmark has its
 * command.
 */
package io.github.ram4j.benchmarks.parts;
