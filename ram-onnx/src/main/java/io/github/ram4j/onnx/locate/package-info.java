/** Images and captions → boxes, by a bundle. */
package io.github.ram4j.onnx.locate;
