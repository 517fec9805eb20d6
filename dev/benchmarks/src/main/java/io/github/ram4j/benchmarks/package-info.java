/** Programs that measure; the comment of each has its command. */
package io.github.ram4j.benchmarks;
