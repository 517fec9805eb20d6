package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.util.Set;

/** The conversion of one family of models. Stateless; registered in {@link ModelConversions}. */
public interface ModelConversion {

  /** The family. */
  ModelFamily family();

  /** Returns whether a checkpoint's tensors are those of this family, by their names. */
  boolean accepts(Weights weights);

  /** The choices that the family has a use for; all others are refused before a conversion. */
  Set<ModelChoice> takes();

  /**
   * Reads the sizes of a model, for display.
   *
   * @param weights weights accepted by this conversion
   * @param asked the user's overrides of sizes
   * @throws ModelException if tensors are missing or inconsistent
   */
  ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked);

  /**
   * Reads a model and the other contents of its bundle, except the elements of its tensors.
   *
   * @param weights weights accepted by this conversion; must stay open until the model is written
   * @param request the user's choices
   * @throws IOException if one of the user's files cannot be read
   * @throws ModelException if the checkpoint is damaged or does not fit the request
   * @throws IllegalArgumentException if the request has a tag that the list lacks
   */
  PreparedModel prepare(Weights weights, ModelRequest request) throws IOException;
}
