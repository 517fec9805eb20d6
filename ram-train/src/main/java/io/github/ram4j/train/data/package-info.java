/**
 * Training examples: read from files of JSON Lines, augmented, in another order each epoch. A
 * training learns from a {@link io.github.ram4j.train.data.TrainingSet}.
 */
package io.github.ram4j.train.data;
