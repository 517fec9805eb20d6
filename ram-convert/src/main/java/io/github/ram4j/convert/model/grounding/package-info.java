/** Emits the graphs of Grounding DINO: text, image, their fusion, and boxes. */
package io.github.ram4j.convert.model.grounding;
