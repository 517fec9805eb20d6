/** Images and prompts → masks, by a bundle. */
package io.github.ram4j.onnx.segment;
