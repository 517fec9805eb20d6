/** Images of a task's entries, recognized by the executor's model. */
@NullMarked
package io.github.ram4j.spark.data.infer;

import org.jspecify.annotations.NullMarked;
