/** Batches: examples as tensors, with sampled tags and tokens of captions. */
package io.github.ram4j.train.batch;
