/** Options and checks of ONNX Runtime for callers. */
@NullMarked
package io.github.ram4j.runtime;

import org.jspecify.annotations.NullMarked;
