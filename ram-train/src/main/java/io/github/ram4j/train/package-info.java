/**
 * Training of RAM, RAM++ and Tag2Text: {@link io.github.ram4j.train.Trainer} takes a {@link
 * io.github.ram4j.train.StartingModel} and a {@link io.github.ram4j.train.data.TrainingSet}.
 */
package io.github.ram4j.train;
