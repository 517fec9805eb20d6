package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ClipTextLayout;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.text.BytePairs;
import java.util.List;
import java.util.Set;

/**
 * The conversion of CLIP's text half, of a checkpoint with or without the picture side. Files whose
 * embeddings RAM cannot use are refused.
 */
final class ClipTextConversion implements ModelConversion {
  /** The width of the embeddings that RAM and RAM++ were trained with. */
  private static final int RAM_WIDTH = 512;

  /** The width of the picture side of ViT-B/16 and of ViT-B/32, which patches tell apart. */
  private static final int VIT_B_WIDTH = 768;

  private static final int PATCH = 16;
  private static final String PICTURE_PROJECTION = "visual.proj";
  private static final String WANTED = "CLIP ViT-B/16, which RAM and RAM++ were trained with";

  /** The picture side's first matrix in OpenAI's files and in Hugging Face's. */
  private static final List<String> PATCHES =
      List.of("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight");

  @Override
  public ModelFamily family() {
    return TextEmbeddingGraphs.CLIP_TEXT;
  }

  @Override
  public boolean accepts(Weights weights) {
    return ClipTextLayout.isIn(weights);
  }

  @Override
  public Set<ModelChoice> takes() {
    return Set.of();
  }

  @Override
  public ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    return new ModelSummary(0, ClipText.describe(ClipTextLayout.read(weights)), List.of());
  }

  @Override
  public PreparedModel prepare(Weights weights, ModelRequest request) {
    ClipTextLayout sizes = ClipTextLayout.read(weights);
    requireEmbedding(weights, sizes);
    requirePictureSide(weights);
    BytePairs merges = BytePairs.published();
    if (sizes.vocabulary() != merges.size()) {
      throw new ModelException(
          "%s: token embedding: expected %d rows, as the published merges have ids, found %d"
              .formatted(weights.source(), merges.size(), sizes.vocabulary()));
    }
    return new ClipText(weights, sizes, merges);
  }

  private static void requireEmbedding(Weights weights, ClipTextLayout sizes) {
    if (sizes.embedding() != RAM_WIDTH) {
      throw new ModelException(
          "%s: text half of CLIP: expected embeddings of width %d, those of %s, found width %d"
              .formatted(weights.source(), RAM_WIDTH, WANTED, sizes.embedding()));
    }
  }

  /** Other models have text tensors of the same shapes; the picture side tells them apart. */
  private static void requirePictureSide(Weights weights) {
    for (String name : PATCHES) {
      if (weights.has(name)) {
        long[] shape = weights.shape(name, 4);
        if (shape[0] == VIT_B_WIDTH && shape[3] != PATCH) {
          throw new ModelException(
              "%s: tensor %s: expected patches of %d × %d pixels, those of %s, found %d × %d"
                  .formatted(weights.source(), name, PATCH, PATCH, WANTED, shape[2], shape[3]));
        }
      }
    }
    if (weights.has(PATCHES.get(0)) && !weights.has(PICTURE_PROJECTION)) {
      throw new ModelException(
          "%s: picture side of CLIP: expected a tensor %s, as %s has, found a ResNet without it"
              .formatted(weights.source(), PICTURE_PROJECTION, WANTED));
    }
  }
}
