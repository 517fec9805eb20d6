/** Contact sheets: images with what models said of them, right and wrong. */
package io.github.ram4j.benchmarks.sheet;
