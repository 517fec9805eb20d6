package io.github.ram4j.onnx;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tags of a bundle with the thresholds of a policy.
 *
 * @param list the tags of its tagging head
 * @param carried the new tags that it carries beside them
 */
record BundleTags(TagVocabulary list, Optional<OpenVocabulary> carried) {

  /**
   * Reads the tags. The policy is asked for all of them; one that fits the list alone, such as a
   * file of numbers, leaves the new tags the thresholds that they have.
   */
  static BundleTags of(Bundle bundle, ThresholdPolicy policy) throws IOException {
    TagVocabulary list = bundle.vocabulary();
    Optional<OpenVocabulary> carried = carried(bundle);
    if (carried.isPresent()) {
      Optional<float[]> thresholds = thresholds(list, carried.get().tags(), policy);
      if (thresholds.isPresent()) {
        float[] all = thresholds.get();
        float[] ofNew = Arrays.copyOfRange(all, list.size(), all.length);
        return new BundleTags(
            list.withThresholds(Arrays.copyOf(all, list.size())),
            Optional.of(carried.get().withThresholds(ofNew)));
      }
    }
    return new BundleTags(list.withThresholds(policy), carried);
  }

  private static Optional<float[]> thresholds(
      TagVocabulary list, List<OpenTag> carried, ThresholdPolicy policy) {
    List<Tag> tags = new ArrayList<>(list.tags());
    float[] thresholds = new float[list.size() + carried.size()];
    for (int i = 0; i < list.size(); i++) {
      thresholds[i] = list.threshold(i);
    }
    int id = list.tags().stream().mapToInt(Tag::id).max().orElse(-1) + 1;
    for (OpenTag tag : carried) {
      thresholds[tags.size()] = tag.threshold();
      tags.add(new Tag(id++, tag.name(), List.of(), true));
    }
    try {
      return Optional.of(policy.thresholds(TagVocabulary.of(tags, thresholds)));
    } catch (IllegalArgumentException | FileFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<OpenVocabulary> carried(Bundle bundle) throws IOException {
    if (!bundle.manifest().hasFile(BundleManifest.NEW_TAGS_FILE_NAME)) {
      return Optional.empty();
    }
    String name = "bundle %s: %s".formatted(bundle.name(), BundleManifest.NEW_TAGS_FILE_NAME);
    try (InputStream in = bundle.open(BundleManifest.NEW_TAGS_FILE_NAME)) {
      return Optional.of(OpenVocabulary.read(in, name));
    } catch (FileFormatException e) {
      throw new ModelException(e.getMessage(), e);
    }
  }
}
