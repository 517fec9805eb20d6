package io.github.ram4j.spark.data.infer;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.spark.SharedModels;
import io.github.ram4j.spark.TaggingOptions;
import java.io.IOException;
import java.io.Serializable;

/**
 * The model of a job: a name that travels to the executors. Each of them opens the model once, for
 * all of its tasks; the driver reads its list of tags alone.
 *
 * <p>Immutable and thread-safe.
 */
public final class DataModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TaggingOptions options;

  private DataModel(TaggingOptions options) {
    this.options = options;
  }

  /**
   * A model by its name.
   *
   * @param name as {@link TaggingOptions#withModel} takes it
   * @return the model, not opened
   * @throws IllegalArgumentException if the name is blank
   */
  public static DataModel of(String name) {
    return new DataModel(TaggingOptions.defaults().withModel(name));
  }

  /**
   * The recognizer that all tasks of this process share.
   *
   * @return not to be closed
   * @throws IOException if a file of the model cannot be read
   */
  public Recognizer recognizer() throws IOException {
    return SharedModels.recognizer(options);
  }

  /**
   * The model's tags, with its own thresholds.
   *
   * @return in the order of its logits
   * @throws IOException if a file of the model cannot be read
   */
  public TagVocabulary vocabulary() throws IOException {
    return SharedModels.bundle(options).vocabulary();
  }

  /**
   * The model's family.
   *
   * @return as reports name it
   * @throws IOException if a file of the model cannot be read
   */
  public ModelFamily family() throws IOException {
    return SharedModels.bundle(options).manifest().family();
  }
}
