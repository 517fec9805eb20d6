package io.github.ram4j.spark.data.infer;

import io.github.ram4j.ImageSource;
import io.github.ram4j.data.Example;
import java.io.IOException;
import java.io.Serializable;

/**
 * The images of entries. Implementations are thread-safe.
 *
 * @param <T> what an entry has
 */
public interface EntryImages<T> extends Serializable {
  /**
   * The example that an entry stands for.
   *
   * @param value of an entry
   * @return with the image's name
   */
  Example example(T value);

  /**
   * Opens the image of an entry, on one of the reading threads.
   *
   * @param value of an entry
   * @return the image
   * @throws IOException if it cannot be read
   * @throws io.github.ram4j.ImageException if it is above a limit
   */
  ImageSource image(T value) throws IOException;
}
