package io.github.ram4j.onnx.search;

import java.util.Arrays;

/**
 * A sentence under way. Immutable; sentences that began alike share slots.
 *
 * <p>Every word that went through the decoder has a slot in the image's list of words, where its
 * keys and values are; the last word has not gone through it yet.
 */
public final class Sentence {
  private final int[] ids;
  private final int[] slots;

  private Sentence(int[] ids, int[] slots) {
    this.ids = ids;
    this.slots = slots;
  }

  /** The prompt alone, whose words have the first slots. */
  static Sentence prompt(int... ids) {
    int[] slots = new int[ids.length - 1];
    Arrays.setAll(slots, i -> i);
    return new Sentence(ids.clone(), slots);
  }

  /** This sentence and a word more, once its last word has gone through the decoder. */
  Sentence with(int id, int slotOfLast) {
    int[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    int[] withLast = Arrays.copyOf(slots, ids.length);
    withLast[slots.length] = slotOfLast;
    return new Sentence(longer, withLast);
  }

  /** The number of ids. */
  public int length() {
    return ids.length;
  }

  /** The word that is to go through the decoder next. */
  public int last() {
    return ids[ids.length - 1];
  }

  /** The slots of all words before the last; not to be changed. */
  public int[] slots() {
    return slots;
  }

  /** The ids; not to be changed. */
  int[] ids() {
    return ids;
  }
}
