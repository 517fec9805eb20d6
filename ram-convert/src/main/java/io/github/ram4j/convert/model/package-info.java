/** Emitters of a model's graphs from a checkpoint's tensors. The mathematics is in docs/models. */
package io.github.ram4j.convert.model;
