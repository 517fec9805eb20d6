/** A catalogue of images as a Parquet file, for programs that analyse tables. */
@NullMarked
package io.github.ram4j.parquet;

import org.jspecify.annotations.NullMarked;
