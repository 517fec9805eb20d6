package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.convert.graph.Graph;
import java.util.Optional;

/** New tags that a bundle carries beside those of its list. */
final class NewTags {
  private NewTags() {}

  /**
   * Requires tags that a model takes, before anything is written.
   *
   * @param openHead the graph that scores them; null where the model has none
   * @param textEncoder the text encoder that the model's own tags are of, where that is known
   * @throws ModelException if the model takes no new tags, or embeddings of another width or
   *     encoder
   */
  static void requireFit(OpenVocabulary tags, Graph openHead, Optional<String> textEncoder) {
    if (openHead == null) {
      throw new ModelException(
          "new tags: expected a checkpoint of RAM or RAM++, whose tags are text embeddings, found"
              + " another");
    }
    long width = width(openHead.spec(TaggingGraphs.OPEN_TAGGING_HEAD));
    for (OpenTag tag : tags.tags()) {
      if (tag.recipe() == TagRecipe.LISTED || tag.recipe() == TagRecipe.EXAMPLES) {
        throw new ModelException(
            "new tag \"%s\": expected text embeddings, found the recipe %s"
                .formatted(tag.name(), tag.recipe().id()));
      }
      if (tag.width() != width) {
        throw new ModelException(
            "new tag \"%s\": expected embeddings of width %d, as the checkpoint's, found width %d"
                .formatted(tag.name(), width, tag.width()));
      }
    }
    textEncoder.ifPresent(digest -> requireTextEncoder(tags, digest));
  }

  private static void requireTextEncoder(OpenVocabulary tags, String digest) {
    boolean fits =
        tags.textEncoder()
            .map(digest::equals)
            .orElse(!digest.equals(TaggingGraphs.NO_TEXT_ENCODER));
    if (!fits) {
      throw new ModelException(
          "new tags: expected embeddings of the text encoder that the checkpoint's own tags are of (%s), found those of %s"
              .formatted(digest, tags.textEncoder().orElse("one that is not said")));
    }
  }

  private static long width(GraphSpec openHead) {
    TensorSpec texts = openHead.inputs().get(TaggingGraphs.TEXTS);
    TensorSpec tags = openHead.inputs().get(TaggingGraphs.TAGS);
    TensorSpec rows = texts != null ? texts : tags;
    if (rows == null) {
      throw new IllegalStateException("open head without tags: " + openHead);
    }
    return rows.size(rows.axes().size() - 1);
  }
}
