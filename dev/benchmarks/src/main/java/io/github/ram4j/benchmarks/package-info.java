/** Programs that measure; each says in its comment how it is run. */
package io.github.ram4j.benchmarks;
