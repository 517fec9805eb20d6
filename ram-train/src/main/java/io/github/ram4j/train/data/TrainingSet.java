package io.github.ram4j.train.data;

import io.github.ram4j.TagVocabulary;
import java.io.IOException;

/**
 * Source of training examples.
 *
 * <p>Thread-safe: several threads ask at once. The same index gives the same example, so that a
 * resumed training equals one without a stop.
 */
public interface TrainingSet {
  /**
   * The vocabulary of its examples, whose tags are indices in it.
   *
   * @return tags of the same names, in the same order, as those of the model that learns from it;
   *     another list is refused when a training begins
   */
  TagVocabulary vocabulary();

  /**
   * The number of examples of one epoch.
   *
   * @return 1 or more
   */
  long size();

  /**
   * An example.
   *
   * @param index place in an endless row of epochs, from 0
   * @return the example
   * @throws IOException if its image cannot be read
   */
  TrainingExample example(long index) throws IOException;
}
