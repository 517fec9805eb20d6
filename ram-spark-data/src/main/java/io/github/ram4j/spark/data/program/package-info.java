/** The programs that spark-submit starts. */
@NullMarked
package io.github.ram4j.spark.data.program;

import org.jspecify.annotations.NullMarked;
