/** Programs that embed Spark: an example, and one that measures. */
package io.github.ram4j.programs.spark;
