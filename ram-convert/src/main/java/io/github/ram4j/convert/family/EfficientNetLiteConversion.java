package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.EfficientNetLayout;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The conversion of an EfficientNet-Lite classifier whose classes name tags. */
final class EfficientNetLiteConversion implements ModelConversion {
  private static final ModelFamily FAMILY = new ModelFamily("efficientnet-lite");

  @Override
  public ModelFamily family() {
    return FAMILY;
  }

  @Override
  public boolean accepts(Weights weights) {
    return EfficientNetLayout.isIn(weights);
  }

  @Override
  public Set<ModelChoice> takes() {
    return EnumSet.of(
        ModelChoice.IMAGE_SIZE,
        ModelChoice.TAG_LIST,
        ModelChoice.TAG_SUBSET,
        ModelChoice.CLASS_TAGS);
  }

  @Override
  public ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    EfficientNetLayout sizes = EfficientNetLayout.read(weights, asked.imageSizePx());
    return new ModelSummary(sizes.imageSizePx(), sizes.describe(), sizes.notes());
  }

  @Override
  public PreparedModel prepare(Weights weights, ModelRequest request) throws IOException {
    EfficientNetLayout sizes = EfficientNetLayout.read(weights, request.sizes().imageSizePx());
    TagVocabulary all = given(weights, request.vocabulary(), "the list of its tags", "--tags-file");
    Path file = given(weights, request.classTags(), "the tags of its classes", "--class-tags");
    ClassTags classes = ClassTags.read(file, all, sizes.classes());
    KeptTags kept = KeptTags.of(all, request.subset().apply(all));
    return new EfficientNetLite(weights, sizes, classes, kept);
  }

  private static <T> T given(Weights weights, Optional<T> file, String what, String option) {
    return file.orElseThrow(
        () ->
            new ModelException(
                "%s: classifier: expected %s to be given (%s), found none"
                    .formatted(weights.source(), what, option)));
  }
}
