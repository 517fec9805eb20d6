package io.github.ram4j.train.data;

import io.github.ram4j.TagVocabulary;
import java.io.IOException;

/**
 * Where examples come from.
 *
 * <p>Thread-safe: several threads ask at once. The same index gives the same example, so that a
 * training that was stopped goes on as if it had not been.
 */
public interface TrainingSet {
  /**
   * The tags that the numbers of its examples are places in.
   *
   * @return tags of the same names, in the same order, as those of the model that learns from it;
   *     another list is refused when a training begins
   */
  TagVocabulary vocabulary();

  /**
   * Examples of one epoch.
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
