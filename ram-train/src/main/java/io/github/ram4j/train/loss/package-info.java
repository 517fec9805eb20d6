/** Losses of a training. */
package io.github.ram4j.train.loss;
