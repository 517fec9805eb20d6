package io.github.ram4j.spark.data.infer;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;

/** The model of a job. TODO seam */
public interface DataModel extends ExecutorModel {
  /** The tags. */
  TagVocabulary vocabulary();

  /** The family. */
  ModelFamily family();
}
