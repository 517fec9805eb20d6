/** Small programs that use the library, each about one thing; the documents show parts of them. */
package io.github.ram4j.examples;
