package io.github.ram4j;

import io.github.ram4j.prompts.PromptTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tags of the caller, in the order of their logits: new names, tags of the model's list, or both.
 *
 * <pre>{@code
 * try (TextEncoder texts = RamModels.openTextEncoder(Path.of("clip-text"));
 *     Recognizer recognizer = RamModels.open(Path.of("ram"))) {
 *   OpenVocabulary names = OpenVocabulary.ofNames(texts, List.of("espresso machine", "red panda"));
 *   Recognition found = recognizer.withVocabulary(names).recognize(Path.of("photo.jpg"));
 * }
 * }</pre>
 *
 * <p>Made once with a {@link TextEncoder} and used without it: {@link #write} keeps it in a file.
 * Scores of new tags lie lower than those of the model's own tags, and the authors' threshold of
 * 0.5 leaves most of them out: calibrate thresholds on a few images.
 *
 * <p>Immutable and thread-safe.
 */
public final class OpenVocabulary {
  /** The most names whose prompts are in memory together: some 130 MB of embeddings of CLIP. */
  private static final int NAMES_AT_ONCE = 1000;

  /** The descriptions whose embeddings are in memory beside their tags', and those of one tag. */
  private static final int DESCRIPTIONS_AT_ONCE = 1 << 15;

  private final List<OpenTag> tags;
  private final @Nullable String textEncoder;
  private final @Nullable String imageEncoder;

  private OpenVocabulary(
      List<OpenTag> tags, @Nullable String textEncoder, @Nullable String imageEncoder) {
    this.tags = List.copyOf(tags);
    this.textEncoder = textEncoder;
    this.imageEncoder = imageEncoder;
    if (this.tags.isEmpty()) {
      throw new IllegalArgumentException("open vocabulary: expected at least one tag, found none");
    }
    requireDistinct();
    requireWidths();
  }

  /** Refuses new names that are alike but for upper and lower case. */
  private void requireDistinct() {
    Map<String, String> seen = new HashMap<>();
    for (OpenTag tag : tags) {
      if (tag.recipe() != TagRecipe.LISTED) {
        String other = seen.put(key(tag.name()), tag.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "open vocabulary: expected each new name once, found \"%s\" and \"%s\""
                  .formatted(other, tag.name()));
        }
      }
    }
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private void requireWidths() {
    Map<Boolean, OpenTag> first = new HashMap<>();
    for (OpenTag tag : tags) {
      if (tag.rowCount() > 0) {
        OpenTag other = first.putIfAbsent(tag.recipe() == TagRecipe.EXAMPLES, tag);
        if (other != null && other.width() != tag.width()) {
          throw new IllegalArgumentException(
              "open vocabulary: expected rows of one width, found %d of \"%s\" and %d of \"%s\""
                  .formatted(other.width(), other.name(), tag.width(), tag.name()));
        }
      }
    }
  }

  /**
   * A vocabulary of tags whose embeddings the caller brings, or that were learned from examples.
   *
   * @param tags in the order of the logits; new names each once, upper and lower case alike
   * @return the vocabulary
   * @throws IllegalArgumentException if there are none, a new name occurs twice, or rows differ in
   *     width
   */
  public static OpenVocabulary of(List<OpenTag> tags) {
    return new OpenVocabulary(tags, null, null);
  }

  /**
   * A vocabulary of names, one row each, by the authors' prompt templates: what RAM was made for.
   * RAM++ takes it, too; its authors describe each tag instead ({@link #ofDescriptions}).
   *
   * @param encoder the text half of the CLIP that the tagger was trained with; used until this
   *     returns
   * @param names in English, each once
   * @return the vocabulary, thresholds 0.5
   * @throws IllegalArgumentException if a name is blank, occurs twice, is too long or has nothing
   *     but underscores and dots, or there are none
   */
  public static OpenVocabulary ofNames(TextEncoder encoder, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (PromptTemplates.isEmpty(names.get(i))) {
        throw new IllegalArgumentException(
            "name %d of %d: expected a name, found %s"
                .formatted(
                    i + 1,
                    names.size(),
                    names.get(i).isBlank()
                        ? "a blank"
                        : "\"%s\", of which prompts have nothing".formatted(names.get(i))));
      }
      OpenTag.requireName(names.get(i));
    }
    requireNamesDiffer(names);
    OpenTag[] tags = new OpenTag[names.size()];
    List<Integer> order = longestFirst(names);
    for (int from = 0; from < tags.length; from += NAMES_AT_ONCE) {
      embed(encoder, names, order.subList(from, Math.min(tags.length, from + NAMES_AT_ONCE)), tags);
    }
    return new OpenVocabulary(List.of(tags), encoder.digest(), null);
  }

  /** The indices of names, those first that may be too long: an error comes early then. */
  private static List<Integer> longestFirst(List<String> names) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> -names.get(i).length()));
    return order;
  }

  private static void embed(
      TextEncoder encoder, List<String> names, List<Integer> some, OpenTag[] tags) {
    List<List<String>> prompts = some.stream().map(i -> PromptTemplates.of(names.get(i))).toList();
    float[][] rows = encoder.embed(joined(prompts));
    int from = 0;
    for (int i = 0; i < some.size(); i++) {
      int count = prompts.get(i).size();
      String name = names.get(some.get(i));
      tags[some.get(i)] =
          OpenTag.of(name, TagRecipe.TEMPLATES, mean(rows, from, count), encoder.width());
      from += count;
    }
  }

  /**
   * A vocabulary of described tags, a row for each description: what RAM++ was made for. A tag may
   * have any number of descriptions, others than its neighbours.
   *
   * @param encoder the text half of the CLIP that the tagger was trained with; used until this
   *     returns
   * @param descriptions for each name its descriptions, at least one; those of more tokens than the
   *     encoder takes are cut, as the authors do
   * @return the vocabulary, in the map's order, thresholds 0.5
   * @throws IllegalArgumentException if a name is blank or has no description, a description is
   *     blank, or there are none
   */
  public static OpenVocabulary ofDescriptions(
      TextEncoder encoder, Map<String, List<String>> descriptions) {
    descriptions.forEach(
        (name, texts) -> {
          if (name.isBlank() || texts.isEmpty()) {
            throw new IllegalArgumentException(
                "descriptions of \"%s\": expected a name and at least one description, found %d"
                    .formatted(name, texts.size()));
          }
          if (texts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                "descriptions of \"%s\": expected texts, found a blank".formatted(name));
          }
          OpenTag.requireName(name);
        });
    requireNamesDiffer(descriptions.keySet());
    List<OpenTag> tags = new ArrayList<>();
    Map<String, List<String>> some = new LinkedHashMap<>();
    int texts = 0;
    for (Map.Entry<String, List<String>> tag : descriptions.entrySet()) {
      some.put(tag.getKey(), tag.getValue());
      texts += tag.getValue().size();
      if (texts >= DESCRIPTIONS_AT_ONCE) {
        embedCut(encoder, some, tags);
        some.clear();
        texts = 0;
      }
    }
    embedCut(encoder, some, tags);
    return new OpenVocabulary(tags, encoder.digest(), null);
  }

  private static void embedCut(
      TextEncoder encoder, Map<String, List<String>> some, List<OpenTag> tags) {
    float[][] rows = encoder.embedCut(joined(some.values()));
    int from = 0;
    for (Map.Entry<String, List<String>> tag : some.entrySet()) {
      int count = tag.getValue().size();
      float[] ofTag = new float[Math.multiplyExact(count, encoder.width())];
      for (int i = 0; i < count; i++) {
        System.arraycopy(rows[from + i], 0, ofTag, i * encoder.width(), encoder.width());
      }
      tags.add(OpenTag.of(tag.getKey(), TagRecipe.DESCRIPTIONS, ofTag, encoder.width()));
      from += count;
    }
  }

  /** Refuses names before anything is computed. */
  private static void requireNamesDiffer(Collection<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.put(key(name), name);
      if (other != null) {
        throw new IllegalArgumentException(
            "open vocabulary: expected each new name once, found \"%s\" and \"%s\""
                .formatted(other, name));
      }
    }
  }

  private static List<String> joined(Collection<List<String>> texts) {
    return texts.stream().flatMap(List::stream).toList();
  }

  private static float[] mean(float[][] rows, int from, int count) {
    double[] sums = new double[rows[from].length];
    for (int row = from; row < from + count; row++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += rows[row][i];
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / count);
    }
    return mean;
  }

  /**
   * The vocabulary that the model's authors would make: of RAM++ by descriptions, of RAM by prompt
   * templates with the names alone, which describes tags worse to it (its authors measured 65.9 mAP
   * with descriptions and 68.8 with templates on the uncommon tags of OpenImages).
   *
   * @param model a recognizer's {@link Recognizer#model()}
   * @param encoder the text half of the CLIP that the tagger was trained with; used until this
   *     returns
   * @param descriptions for each name its descriptions
   * @return the vocabulary
   * @throws IllegalArgumentException as {@link #ofNames} and {@link #ofDescriptions}
   * @throws ModelException if the model takes no new tags, or embeddings of another width
   */
  public static OpenVocabulary forModel(
      ModelInfo model, TextEncoder encoder, Map<String, List<String>> descriptions) {
    encoder.requireFits(model);
    return model.family().equals(ModelFamily.RAM)
        ? ofNames(encoder, List.copyOf(descriptions.keySet()))
        : ofDescriptions(encoder, descriptions);
  }

  /**
   * Reads a vocabulary file.
   *
   * @param file as {@link #write} writes it
   * @return the vocabulary
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is no vocabulary file, or damaged; the message has the file
   */
  public static OpenVocabulary read(Path file) throws IOException {
    return OpenVocabularyFormat.read(file);
  }

  /**
   * Reads a vocabulary from a stream.
   *
   * @param file the bytes of a file as {@link #write} writes it; not closed
   * @param name its name in messages
   * @return the vocabulary
   * @throws IOException if reading fails
   * @throws FileFormatException if it is no vocabulary file, or damaged
   */
  public static OpenVocabulary read(InputStream file, String name) throws IOException {
    return OpenVocabularyFormat.read(file, name);
  }

  /**
   * Writes a vocabulary file: a zip archive of {@code vocabulary.properties}, {@code tags.tsv} and
   * {@code rows.f32}. It appears whole or not at all, and replaces an older one.
   *
   * @param file the output
   * @throws IOException if writing fails
   */
  public void write(Path file) throws IOException {
    OpenVocabularyFormat.write(this, file);
  }

  /**
   * The same tags, said to be of a text encoder.
   *
   * @param digest {@link TextEncoder#digest()}
   * @return a vocabulary
   */
  public OpenVocabulary withTextEncoder(String digest) {
    return new OpenVocabulary(tags, Objects.requireNonNull(digest, "digest"), imageEncoder);
  }

  /**
   * The same tags, said to be of an image encoder, whose embeddings examples were learned on.
   *
   * @param model {@link ImageEmbedding#model()}
   * @return a vocabulary
   */
  public OpenVocabulary withImageEncoder(String model) {
    return new OpenVocabulary(tags, textEncoder, Objects.requireNonNull(model, "model"));
  }

  /**
   * The tags of a model's list, with their thresholds, and then these. A tag of the list that this
   * vocabulary has already stays where it is, with its threshold here.
   *
   * @param list a recognizer's {@link Recognizer#vocabulary()}, or a part of it
   * @return a vocabulary
   */
  public OpenVocabulary withListed(TagVocabulary list) {
    Set<String> here =
        tags.stream()
            .filter(tag -> tag.recipe() == TagRecipe.LISTED)
            .map(tag -> key(tag.name()))
            .collect(Collectors.toSet());
    List<OpenTag> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String english = list.tag(i).english();
      if (!here.contains(key(english))) {
        all.add(OpenTag.listed(english, list.threshold(i)));
      }
    }
    all.addAll(tags);
    return new OpenVocabulary(all, textEncoder, imageEncoder);
  }

  /**
   * The tags of this vocabulary, and then those of another.
   *
   * @param other of the same text encoder, and the same image encoder, where both name one
   * @return a vocabulary
   * @throws IllegalArgumentException if the encoders differ, or both have a new name
   */
  public OpenVocabulary and(OpenVocabulary other) {
    List<OpenTag> all = new ArrayList<>(tags);
    all.addAll(other.tags);
    return new OpenVocabulary(
        all,
        same("text encoder", textEncoder, other.textEncoder),
        same("image encoder", imageEncoder, other.imageEncoder));
  }

  private static @Nullable String same(
      String what, @Nullable String one, @Nullable String another) {
    if (one != null && another != null && !one.equals(another)) {
      throw new IllegalArgumentException(
          "open vocabularies: expected those of one %s, found %s and %s"
              .formatted(what, one, another));
    }
    return one != null ? one : another;
  }

  /**
   * The same tags with other thresholds.
   *
   * @param inOrder float32 [tags], each in [0, 1]
   * @return a vocabulary
   * @throws IllegalArgumentException if there is not one for each tag, or one is outside [0, 1]
   */
  public OpenVocabulary withThresholds(float[] inOrder) {
    if (inOrder.length != tags.size()) {
      throw new IllegalArgumentException(
          "thresholds: expected one for each of %d tags, found %d"
              .formatted(tags.size(), inOrder.length));
    }
    List<OpenTag> changed = new ArrayList<>();
    for (int i = 0; i < inOrder.length; i++) {
      changed.add(tags.get(i).withThreshold(inOrder[i]));
    }
    return new OpenVocabulary(changed, textEncoder, imageEncoder);
  }

  /**
   * The tags, in the order of the logits.
   *
   * @return unmodifiable, at least one
   */
  public List<OpenTag> tags() {
    return tags;
  }

  /**
   * The text encoder that made the rows.
   *
   * @return its digest; empty where the caller brought them and did not say
   */
  public Optional<String> textEncoder() {
    return Optional.ofNullable(textEncoder);
  }

  /**
   * The image encoder whose embeddings tags were learned on from examples.
   *
   * @return {@link ImageEmbedding#model()}; empty where there are no such tags
   */
  public Optional<String> imageEncoder() {
    return Optional.ofNullable(imageEncoder);
  }

  /** The number of tags and the first of them. */
  @Override
  public String toString() {
    return "OpenVocabulary[%d tags, the first %s]".formatted(tags.size(), tags.get(0).name());
  }
}
