package io.github.ram4j.onnx.tagging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs of an open tagging head for some tags: their text embeddings in a direct buffer, and
 * the attention bias that keeps padding out of a tag's mix. Immutable; its memory is freed with it.
 */
final class TagInputs {
  /** The most tags of one run of the head, whose intermediate values then fit the caches. */
  private static final int MOST_TAGS = 960;

  private static final float APART = -1e9f;

  /**
   * A tag to be scored.
   *
   * @param place of its logit
   * @param rows float32 [1 or more, width]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(int place, float[] rows) {
    int count(int width) {
      return rows.length / width;
    }
  }

  private final FloatBuffer rows;

  /** Null for heads that take one embedding a tag. */
  private final FloatBuffer bias;

  private final int texts;
  private final int width;
  private final int[] places;

  private TagInputs(List<Row> tags, int texts, int width, boolean hasTexts) {
    this.texts = texts;
    this.width = width;
    this.places = tags.stream().mapToInt(Row::place).toArray();
    this.rows = direct((long) tags.size() * texts * width);
    this.bias = hasTexts ? direct((long) tags.size() * texts) : null;
    for (int i = 0; i < tags.size(); i++) {
      rows.put(i * texts * width, tags.get(i).rows());
      if (hasTexts) {
        for (int text = tags.get(i).count(width); text < texts; text++) {
          bias.put(i * texts + text, APART);
        }
      }
    }
  }

  private static FloatBuffer direct(long floats) {
    return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * Packs tags of one embedding each.
   *
   * @return as many runs as the tags need
   */
  static List<TagInputs> ofSingle(List<Row> tags, int width) {
    return packed(tags, 1, width, false);
  }

  /**
   * Packs tags of any number of embeddings; in a run, the most of a tag are less than twice those
   * of any other.
   *
   * @return as many runs as the tags need
   */
  static List<TagInputs> ofTexts(List<Row> tags, int width) {
    SortedMap<Integer, List<Row>> alike = new TreeMap<>();
    for (Row tag : tags) {
      int magnitude = Integer.SIZE - Integer.numberOfLeadingZeros(tag.count(width) - 1);
      alike.computeIfAbsent(magnitude, none -> new ArrayList<>()).add(tag);
    }
    List<TagInputs> inputs = new ArrayList<>();
    for (List<Row> some : alike.values()) {
      int most = some.stream().mapToInt(tag -> tag.count(width)).max().orElseThrow();
      inputs.addAll(packed(some, most, width, true));
    }
    return inputs;
  }

  private static List<TagInputs> packed(List<Row> tags, int texts, int width, boolean hasTexts) {
    long inBuffer = Integer.MAX_VALUE / Float.BYTES / ((long) texts * width);
    int most = (int) Math.max(1, Math.min(MOST_TAGS, inBuffer));
    List<TagInputs> inputs = new ArrayList<>();
    for (int from = 0; from < tags.size(); from += most) {
      List<Row> some = tags.subList(from, Math.min(tags.size(), from + most));
      inputs.add(new TagInputs(some, texts, width, hasTexts));
    }
    return inputs;
  }

  boolean hasTexts() {
    return bias != null;
  }

  int count() {
    return places.length;
  }

  /** The most embeddings of a tag. */
  int texts() {
    return texts;
  }

  int width() {
    return width;
  }

  int place(int tag) {
    return places[tag];
  }

  /** The embeddings, float32 [tags, texts, width]. */
  FloatBuffer rows() {
    return rows.duplicate();
  }

  /** The attention bias, float32 [tags, texts]. */
  FloatBuffer bias() {
    return bias.duplicate();
  }
}
