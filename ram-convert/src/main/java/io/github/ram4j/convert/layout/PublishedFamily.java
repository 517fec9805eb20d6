package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import java.util.List;
import java.util.Optional;

/** Detection of a published checkpoint's family by the names of its tensors. */
public final class PublishedFamily {
  private static final String TAG2TEXT_CLASSIFIER = "fc.W";
  private static final String PROJECTION = TensorNames.LABEL_PROJECTION + ".weight";

  private PublishedFamily() {}

  /**
   * Detects the family.
   *
   * @return the family, empty if unknown
   */
  public static Optional<ModelFamily> of(Weights weights) {
    if (!weights.has(TensorNames.PATCHES)) {
      return Optional.empty();
    }
    if (weights.has(TensorNames.REWEIGHT_SCALE)) {
      return Optional.of(ModelFamily.RAM_PLUS);
    }
    if (weights.has(TAG2TEXT_CLASSIFIER)) {
      return Optional.of(ModelFamily.TAG2TEXT);
    }
    return weights.has(TensorNames.LABELS) && weights.has(PROJECTION)
        ? Optional.of(ModelFamily.RAM)
        : Optional.empty();
  }

  /**
   * Returns the error for tensors of an unknown family.
   *
   * @throws ModelException if a tensor that identifies the family is unreadable
   */
  public static ModelException unknown(Weights weights) {
    if (!weights.has(TensorNames.PATCHES)) {
      weights.requireReadable(TensorNames.PATCHES);
      return new ModelException(
          ("%s: unknown family: expected RAM, RAM++ or Tag2Text with a Swin encoder, that is a"
               + " tensor %s, the text half of CLIP, a Grounding DINO, an EfficientNet-Lite, SAM,"
               + " SAM 2 or MobileSAM, found %d tensors without any of them, such as %s%s")
              .formatted(
                  weights.source(),
                  TensorNames.PATCHES,
                  weights.names().size(),
                  weights.names().stream().limit(3).toList(),
                  weights.hint()));
    }
    List.of(TensorNames.REWEIGHT_SCALE, TAG2TEXT_CLASSIFIER, TensorNames.LABELS, PROJECTION)
        .forEach(weights::requireReadable);
    return new ModelException(
        ("%s: unknown family: expected reweight_scale (RAM++), fc.W (Tag2Text), or label_embed and"
                + " wordvec_proj (RAM), found a Swin encoder without any of them%s")
            .formatted(weights.source(), weights.hint()));
  }
}
