/**
 * Tables of examples on a cluster: JSON Lines and Parquet, read, written and resolved to images.
 */
@NullMarked
package io.github.ram4j.spark.data.table;

import org.jspecify.annotations.NullMarked;
