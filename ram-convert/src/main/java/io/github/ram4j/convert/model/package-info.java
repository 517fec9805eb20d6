/**
 * From a checkpoint's tensors to the sizes and the graph of a model. The mathematics is in
 * docs/models.
 */
package io.github.ram4j.convert.model;
