package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A model of a checkpoint, ready to be written as a bundle. */
public interface PreparedModel {

  /** Assumptions about facts that the checkpoint does not record, a sentence each. */
  List<String> assumed();

  /**
   * Emits the graphs, by name, in the order of writing.
   *
   * @param numerics dtypes and operators of the graphs
   */
  Map<String, Graph> graphs(Numerics numerics);

  /** The tags in the order of the logits, empty for a model without tags. */
  Optional<TagVocabulary> tags();

  /**
   * Writes the files of the bundle beside its graphs.
   *
   * @param place maps a file's name to its path
   * @return tensors in these files, by their names in manifests
   */
  Map<String, TensorPlace> writeFiles(Function<String, Path> place) throws IOException;

  /**
   * Adds tasks, preparation of images and sizes to the bundle's manifest.
   *
   * @throws IOException if weights cannot be read
   */
  void describe(ManifestBuilder manifest) throws IOException;
}
