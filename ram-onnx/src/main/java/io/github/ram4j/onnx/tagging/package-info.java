/** Images to tags, by a bundle. */
package io.github.ram4j.onnx.tagging;
