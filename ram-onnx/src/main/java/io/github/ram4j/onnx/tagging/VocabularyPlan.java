package io.github.ram4j.onnx.tagging;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Tag;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleTensor;
import io.github.ram4j.bundle.TaggingGraphs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A division of a vocabulary's tags by the part of the model that scores them: the tagging head of
 * the model's list, the open head, or the image's embedding alone.
 */
final class VocabularyPlan {
  /** Beyond this share of the list, the head of the whole list is the faster one. */
  private static final int LIST_SHARE = 2;

  private static final String CHINESE = "zh";

  /** A tag of the model's list: its place in the vocabulary, its index in the list. */
  record Listed(int place, int index) {}

  /** A tag learned from examples. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Example(int place, float[] row, float bias) {}

  private final TagVocabulary tags;
  private final List<Listed> listed = new ArrayList<>();
  private final List<TagInputs.Row> open = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private int described;
  private int templated;

  private VocabularyPlan(OpenVocabulary vocabulary, TagVocabulary list) {
    List<Tag> named = new ArrayList<>();
    float[] thresholds = new float[vocabulary.tags().size()];
    int id = list.tags().stream().mapToInt(Tag::id).max().orElse(-1) + 1;
    Map<List<Tag>, Integer> seen = new LinkedHashMap<>();
    for (int place = 0; place < thresholds.length; place++) {
      OpenTag tag = vocabulary.tags().get(place);
      thresholds[place] = tag.threshold();
      if (tag.recipe() == TagRecipe.LISTED) {
        Tag found = next(tag, list, seen);
        listed.add(new Listed(place, list.indexOfId(found.id()).orElseThrow()));
        named.add(found);
      } else {
        named.add(new Tag(id++, tag.name(), tag.names().getOrDefault(CHINESE, List.of()), true));
        addNew(place, tag);
      }
    }
    requireWhole(list, seen);
    this.tags = TagVocabulary.of(named, thresholds).withName("the vocabulary given");
  }

  static VocabularyPlan of(OpenVocabulary vocabulary, TagVocabulary list) {
    return new VocabularyPlan(vocabulary, list);
  }

  /** The tag of a name; of several tags of it, the next that was not taken yet. */
  private static Tag next(OpenTag tag, TagVocabulary list, Map<List<Tag>, Integer> seen) {
    List<Tag> named = named(list, tag.name());
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "tag \"%s\": expected the English name of a tag of %s, found none of it"
              .formatted(tag.name(), list.name()));
    }
    int taken = seen.merge(named, 1, Integer::sum);
    if (taken > named.size()) {
      throw new IllegalArgumentException(
          "tag \"%s\": expected it %s, as often as %s has it, found it once more"
              .formatted(tag.name(), times(named.size()), list.name()));
    }
    return named.get(taken - 1);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /** The tags of an English name; where a list tells tags apart by case, of its very letters. */
  static List<Tag> named(TagVocabulary list, String name) {
    List<Tag> alike =
        list.find(name).stream()
            .filter(tag -> tag.english().strip().equalsIgnoreCase(name.strip()))
            .toList();
    List<Tag> exact =
        alike.stream().filter(tag -> tag.english().strip().equals(name.strip())).toList();
    return exact.isEmpty() ? alike : exact;
  }

  /** Refuses a name of several tags of the list that is not meant as often as the list has it. */
  private static void requireWhole(TagVocabulary list, Map<List<Tag>, Integer> seen) {
    seen.forEach(
        (named, times) -> {
          if (named.size() != times) {
            throw new IllegalArgumentException(
                "tag \"%s\": expected it %s, as often as %s has it, found it %s"
                    .formatted(
                        named.get(0).english(), times(named.size()), list.name(), times(times)));
          }
        });
  }

  private void addNew(int place, OpenTag tag) {
    float[] rows = new float[tag.rowCount() * tag.width()];
    tag.rows().get(rows);
    if (tag.recipe() == TagRecipe.EXAMPLES) {
      examples.add(new Example(place, rows, tag.bias()));
      return;
    }
    described += tag.recipe() == TagRecipe.DESCRIPTIONS ? 1 : 0;
    templated += tag.recipe() == TagRecipe.TEMPLATES ? 1 : 0;
    open.add(new TagInputs.Row(place, rows));
  }

  /**
   * Requires rows of the widths that a model takes.
   *
   * @param embedding width of the image's embedding
   * @param encoder the identity of the image encoder
   */
  void requireFits(ModelInfo model, OpenVocabulary vocabulary, int embedding, String encoder) {
    for (OpenTag tag : vocabulary.tags()) {
      boolean example = tag.recipe() == TagRecipe.EXAMPLES;
      int expected = example ? embedding : model.textWidth();
      if (tag.rowCount() > 0 && tag.width() != expected) {
        throw new ModelException(
            expected == 0
                ? "model %s: new tags: expected none, since it has no open tagging head, found \"%s\"; a bundle of RAM or RAM++ has one, if this version converted it"
                    .formatted(model.source(), tag.name())
                : "tag \"%s\": expected rows of width %d, as %s takes, found width %d"
                    .formatted(tag.name(), expected, model.source(), tag.width()));
      }
    }
    if (!open.isEmpty()) {
      vocabulary.textEncoder().ifPresent(model::requireTextEncoder);
      requireTexts(model, tags.tag(open.get(0).place()).english());
    }
    boolean others = vocabulary.imageEncoder().filter(id -> !id.equals(encoder)).isPresent();
    if (others && !examples.isEmpty()) {
      throw new ModelException(
          "tag \"%s\": expected examples that the image encoder of %s embedded, found those of another"
              .formatted(tags.tag(examples.get(0).place()).english(), model.source()));
    }
  }

  /** Refuses text embeddings, whoever made them, for a model whose tags no text stands for. */
  private static void requireTexts(ModelInfo model, String name) {
    if (model.textEncoder().filter(TaggingGraphs.NO_TEXT_ENCODER::equals).isPresent()) {
      throw new ModelException(
          "model %s: new tags: expected none but by examples, since no text stands for its own tags, found \"%s\""
              .formatted(model.source(), name));
    }
  }

  /**
   * Moves the list's tags to the open head where they are few, so that the head of the whole list
   * need not run.
   */
  void scoreListedOpenly(int listSize, BundleTensor labels) throws IOException {
    if (listed.isEmpty() || listed.size() * LIST_SHARE > listSize) {
      return;
    }
    float[] rows = labels.rows(listed.stream().mapToInt(Listed::index).toArray());
    int each = rows.length / listed.size();
    for (int i = 0; i < listed.size(); i++) {
      float[] ofTag = Arrays.copyOfRange(rows, i * each, (i + 1) * each);
      open.add(new TagInputs.Row(listed.get(i).place(), ofTag));
    }
    listed.clear();
  }

  /** Sentences about tags that the model's authors would have made otherwise. */
  List<String> notes(boolean takesTexts) {
    List<String> notes = new ArrayList<>();
    if (takesTexts && templated > 0) {
      notes.add(
          ("%d new tags stand for one embedding each, of prompt templates; the authors of RAM++"
                  + " evaluated it with some 50 descriptions a tag.")
              .formatted(templated));
    }
    if (!takesTexts && described > 0) {
      notes.add(
          ("%d new tags stand for the mean of their descriptions, which the authors of RAM++"
               + " measured to be worse in RAM than prompt templates: 65.9 mAP against 68.8 on the"
               + " uncommon tags of OpenImages.")
              .formatted(described));
    }
    return notes;
  }

  TagVocabulary tags() {
    return tags;
  }

  List<Listed> listed() {
    return listed;
  }

  List<Example> examples() {
    return examples;
  }

  /** The runs of the open head, into which the rows of its tags move. */
  List<TagInputs> inputs(int width, boolean takesTexts) {
    if (open.isEmpty()) {
      return List.of();
    }
    List<TagInputs> inputs =
        takesTexts
            ? TagInputs.ofTexts(open, width)
            : TagInputs.ofSingle(open.stream().map(tag -> single(tag, width)).toList(), width);
    open.clear(); // a vocabulary stays as long as its recognizer, and needs its rows once
    return inputs;
  }

  /** One embedding for a tag of several: their mean at length 1. */
  private static TagInputs.Row single(TagInputs.Row tag, int width) {
    int count = tag.count(width);
    if (count == 1) {
      return tag;
    }
    double[] sums = new double[width];
    for (int i = 0; i < tag.rows().length; i++) {
      sums[i % width] += tag.rows()[i];
    }
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    float[] unit = new float[width];
    for (int i = 0; i < width; i++) {
      unit[i] = (float) (sums[i] / Math.sqrt(squares));
    }
    return new TagInputs.Row(tag.place(), unit);
  }
}
