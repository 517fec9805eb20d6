/**
 * Lifetimes of models: calls that closing waits for, and parts that close when opening fails. Seen
 * by ram-onnx alone.
 */
@NullMarked
package io.github.ram4j.runtime.lifetime;

import org.jspecify.annotations.NullMarked;
