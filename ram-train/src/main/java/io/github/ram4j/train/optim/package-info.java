/** Updates of weights: the optimizer, clipping, averaging. */
package io.github.ram4j.train.optim;
