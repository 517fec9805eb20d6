package io.github.ram4j.onnx.tagging;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.bundle.BundleTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A source of taggers of any vocabulary over one bundle's sessions. New tags that the bundle
 * carries count as its list's.
 */
final class NewTagSource {
  private final BundleTagger sessions;
  private final ModelInfo model;
  private final TagVocabulary list;
  private final Map<String, OpenTag> carried = new HashMap<>();

  /**
   * A source over open sessions.
   *
   * @param list the tags of the tagging head, with the thresholds in use
   */
  NewTagSource(BundleTagger sessions, ModelInfo model, TagVocabulary list) {
    this.sessions = sessions;
    this.model = model;
    this.list = list;
  }

  /** A tagger and a description of its model and tags. */
  record Vocabulary(ModelInfo model, TagVocabulary tags, EncodingTagger tagger) {}

  /** The list's tags and the new ones that the bundle carries; later vocabularies may name them. */
  Vocabulary carrying(OpenVocabulary newTags) throws IOException {
    newTags.tags().forEach(tag -> carried.put(key(tag.name()), tag));
    return of(newTags.withListed(list));
  }

  Vocabulary of(OpenVocabulary vocabulary) throws IOException {
    OpenVocabulary resolved = resolved(vocabulary);
    VocabularyPlan plan = VocabularyPlan.of(resolved, list);
    List<String> assumed = new ArrayList<>(model.assumed());
    assumed.addAll(plan.notes(sessions.takesTexts()));
    return new Vocabulary(
        model.withAssumed(assumed), plan.tags(), sessions.withVocabulary(plan, resolved, model));
  }

  /**
   * The similarity of the model's own text embeddings to those of an encoder, where it has them.
   */
  OptionalDouble agreement(TextEncoder encoder) throws IOException {
    encoder.requireFits(model);
    Optional<BundleTensor> labels = sessions.labelEmbeddings();
    return labels.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            EncoderAgreement.of(encoder, list, labels.get(), sessions.takesTexts()));
  }

  boolean givesAttention() {
    return sessions.givesAttention();
  }

  /** Where tags of the list look in an encoded image. */
  List<TagAttention> attention(EncodedImage image, List<Tag> tags) throws IOException {
    int[] places = new int[tags.size()];
    for (int i = 0; i < places.length; i++) {
      Tag tag = tags.get(i);
      places[i] = list.indexOfId(tag.id()).orElse(-1);
      if (places[i] < 0 || !list.tag(places[i]).english().equals(tag.english())) {
        throw new IllegalArgumentException(
            "attention: expected tags of %s, found \"%s\" with id %d"
                .formatted(list.name(), tag.english(), tag.id()));
      }
    }
    return sessions.attention(image, list, places);
  }

  /** The vocabulary with carried tags in place of their names. */
  private OpenVocabulary resolved(OpenVocabulary vocabulary) {
    if (carried.isEmpty()) {
      return vocabulary;
    }
    List<OpenTag> tags = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    for (OpenTag tag : vocabulary.tags()) {
      OpenTag own = carried.get(key(tag.name()));
      boolean isCarried =
          tag.recipe() == TagRecipe.LISTED
              && own != null
              && VocabularyPlan.named(list, tag.name()).isEmpty();
      if (isCarried) {
        asked.add(own.name());
      }
      tags.add(isCarried ? own.withThreshold(tag.threshold()) : tag);
    }
    requireNotCarried(vocabulary, asked);
    OpenVocabulary all = OpenVocabulary.of(tags);
    all = vocabulary.textEncoder().map(all::withTextEncoder).orElse(all);
    return vocabulary.imageEncoder().map(all::withImageEncoder).orElse(all);
  }

  /** Refuses a new tag beside one of its name that the bundle has already. */
  private void requireNotCarried(OpenVocabulary vocabulary, Set<String> asked) {
    for (OpenTag tag : vocabulary.tags()) {
      OpenTag own = carried.get(key(tag.name()));
      if (tag.recipe() != TagRecipe.LISTED && own != null && asked.contains(own.name())) {
        throw new IllegalArgumentException(
            "new tag \"%s\": expected a name that the bundle does not carry as a new tag already, found \"%s\" among those of %s"
                .formatted(tag.name(), own.name(), model.source()));
      }
    }
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  void close() {
    sessions.close();
  }
}
