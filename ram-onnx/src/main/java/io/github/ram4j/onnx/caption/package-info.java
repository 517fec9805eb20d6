/** Captioning of images by a bundle. */
package io.github.ram4j.onnx.caption;
