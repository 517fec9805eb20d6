/** A server under load: its settings, its process, its clients. */
package io.github.ram4j.benchmarks.load;
