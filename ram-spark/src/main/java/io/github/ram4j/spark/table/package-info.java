/**
 * The folder of a table of results: its runs, what made them, and the claim of the one that writes.
 */
@NullMarked
package io.github.ram4j.spark.table;

import org.jspecify.annotations.NullMarked;
