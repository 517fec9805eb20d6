/** The program behind {@code ./ram train}, in a module of its own for the size of its libraries. */
package io.github.ram4j.cli.train;
