/** Bundles read, copied and checked while their sessions open. Seen by ram-onnx alone. */
package io.github.ram4j.runtime.bundle;
