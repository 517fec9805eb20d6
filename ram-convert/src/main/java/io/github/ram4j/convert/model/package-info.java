/** From a checkpoint's tensors to the sizes and the graph of a model. */
package io.github.ram4j.convert.model;
