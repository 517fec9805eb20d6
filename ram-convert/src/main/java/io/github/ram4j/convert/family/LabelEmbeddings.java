package io.github.ram4j.convert.family;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.tensor.ElementOutput;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Function;

/**
 * The file of RAM's label embeddings. The tagging head has them folded into its first layer, and
 * the open head takes them as inputs.
 */
final class LabelEmbeddings {
  private static final String FILE_NAME = TaggingGraphs.LABEL_EMBEDDINGS + ".bin";

  private LabelEmbeddings() {}

  /**
   * Writes the embeddings as float32, for any precision of the graphs.
   *
   * @param chosen rows of the checkpoint's tags, in the order of the logits
   * @param place maps a file's name to its path
   * @return the tensor by its name in manifests
   */
  static Map<String, TensorPlace> write(
      Weights weights, Architecture sizes, int[] chosen, Function<String, Path> place)
      throws IOException {
    int width = sizes.tagWidth();
    try (SeekableByteChannel file =
        Files.newByteChannel(
            place.apply(FILE_NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ElementOutput out = new ElementOutput(file);
      weights.rows(TensorNames.LABELS, chosen, width, sizes.tags(), width).writeTo(out::putFloats);
      out.flush();
    }
    TensorSpec spec = TensorSpec.float32(chosen.length, width);
    return Map.of(TaggingGraphs.LABEL_EMBEDDINGS, new TensorPlace(FILE_NAME, 0, spec));
  }
}
