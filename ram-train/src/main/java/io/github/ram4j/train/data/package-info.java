/**
 * Training examples: read from files of JSON Lines, augmented, in another order each epoch. {@link
 * io.github.ram4j.train.data.TrainingSet} is what a training learns from.
 */
package io.github.ram4j.train.data;
