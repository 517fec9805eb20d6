/** Images of a cluster tagged by Apache Spark. */
package io.github.ram4j.spark;
