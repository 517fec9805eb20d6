package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A model that was found in a checkpoint and is ready to be written. */
public interface PreparedModel {

  /** What the checkpoint does not say and was assumed, a sentence each. */
  List<String> assumed();

  /**
   * Emits the graphs, by name, in the order in which they are written.
   *
   * @param numerics what they store and compute with
   */
  Map<String, Graph> graphs(Numerics numerics);

  /** The tags in the order of the logits, empty where the model gives none. */
  Optional<TagVocabulary> tags();

  /**
   * Writes the files of the bundle that are no graphs.
   *
   * @param place of a file by its name
   */
  void writeFiles(Function<String, Path> place) throws IOException;

  /** Adds tasks, preparation of images and sizes to the bundle's manifest. */
  void describe(ManifestBuilder manifest);
}
