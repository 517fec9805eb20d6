/** Tags of images as an operation on the DataFrames of Apache Spark. */
@NullMarked
package io.github.ram4j.spark;

import org.jspecify.annotations.NullMarked;
