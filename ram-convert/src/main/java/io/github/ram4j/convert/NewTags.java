package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.convert.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;

/** New tags that a bundle carries beside those of its list. */
final class NewTags {
  private NewTags() {}

  /**
   * Writes the tags.
   *
   * @param openHead the graph that scores them; null where the model has none
   * @throws ModelException if the model takes no new tags, or embeddings of another width
   */
  static void write(OpenVocabulary tags, Graph openHead, Path file) throws IOException {
    if (openHead == null) {
      throw new ModelException(
          "new tags: expected a checkpoint of RAM or RAM++, whose tags are text embeddings, found"
              + " another");
    }
    long width = width(openHead.spec(file.toString()));
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
    tags.write(file);
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
