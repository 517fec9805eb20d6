package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;

/** The conversion of one family of models. Stateless; registered in {@link ModelConversions}. */
public interface ModelConversion {

  /** The family. */
  ModelFamily family();

  /** Whether a checkpoint's tensors are those of this family, by their names. */
  boolean accepts(Weights weights);

  /**
   * Reads the sizes of a model, for people.
   *
   * @param weights that this conversion accepts
   * @param asked sizes that the user says
   * @throws ModelException if tensors are missing or do not fit each other
   */
  ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked);

  /**
   * Reads a model and all else that its bundle needs, but for the elements of its tensors.
   *
   * @param weights that this conversion accepts; must stay open until the model is written
   * @param request the user's choices
   * @throws IOException if a file that the user gives cannot be read
   * @throws ModelException if the checkpoint is damaged or does not fit the request
   * @throws IllegalArgumentException if the request names a tag that the list lacks
   */
  PreparedModel prepare(Weights weights, ModelRequest request) throws IOException;
}
