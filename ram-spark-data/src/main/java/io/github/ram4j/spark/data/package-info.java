/** The data engine and evaluation as jobs of Apache Spark. */
@NullMarked
package io.github.ram4j.spark.data;

import org.jspecify.annotations.NullMarked;
