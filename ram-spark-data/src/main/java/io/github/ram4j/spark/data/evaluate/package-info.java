/** Scores of labelled images, cut into blocks of tags and evaluated block by block. */
@NullMarked
package io.github.ram4j.spark.data.evaluate;

import org.jspecify.annotations.NullMarked;
