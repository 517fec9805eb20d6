package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.PublishedFamily;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The conversion of a Swin encoder with a tagging head: RAM and its relatives. */
interface SwinTaggerConversion extends ModelConversion {

  /** The list of tags of the family's published checkpoints. */
  TagVocabulary publishedTags();

  /** What RAM and RAM++ take, whose tags are embeddings of texts. */
  @Override
  default Set<ModelChoice> takes() {
    return EnumSet.of(
        ModelChoice.IMAGE_SIZE,
        ModelChoice.WINDOW,
        ModelChoice.HEAD_HEADS,
        ModelChoice.TAG_LIST,
        ModelChoice.TAG_SUBSET,
        ModelChoice.NEW_TAGS,
        ModelChoice.TEXT_ENCODER);
  }

  @Override
  default boolean accepts(Weights weights) {
    return PublishedFamily.of(weights).equals(Optional.of(family()));
  }

  @Override
  default ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    ArchitectureReader reader = new ArchitectureReader(weights, asked);
    Architecture sizes = reader.read();
    return new ModelSummary(sizes.imageSizePx(), sizes.describe(), reader.notes());
  }

  @Override
  default PreparedModel prepare(Weights weights, ModelRequest request) throws IOException {
    return SwinTagger.read(weights, request, publishedTags());
  }
}
