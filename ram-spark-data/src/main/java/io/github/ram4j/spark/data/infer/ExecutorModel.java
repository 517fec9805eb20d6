package io.github.ram4j.spark.data.infer;

import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.io.Serializable;

/** The model of an executor. */
public interface ExecutorModel extends Serializable {
  /**
   * The recognizer that all tasks of this process share.
   *
   * @return not to be closed
   */
  Recognizer recognizer() throws IOException;
}
