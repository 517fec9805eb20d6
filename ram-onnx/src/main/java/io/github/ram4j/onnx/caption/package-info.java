/** Images to sentences, by a bundle. */
package io.github.ram4j.onnx.caption;
