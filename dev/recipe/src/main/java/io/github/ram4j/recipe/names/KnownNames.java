package io.github.ram4j.recipe.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tags of a model, of which some are kept out of all learning of names, with the embeddings of
 * their names.
 *
 * <p>Immutable and thread-safe.
 */
public final class KnownNames {
  private final List<String> tags;
  private final int[] learned;
  private final int[] keptOut;
  private final float[][] embeddings;

  private KnownNames(List<String> tags, int keepOutEvery, float[][] embeddings) {
    this.tags = tags;
    this.embeddings = embeddings;
    this.learned =
        IntStream.range(0, tags.size()).filter(i -> !isKeptOut(i, keepOutEvery)).toArray();
    this.keptOut =
        IntStream.range(0, tags.size()).filter(i -> isKeptOut(i, keepOutEvery)).toArray();
  }

  private static boolean isKeptOut(int tag, int every) {
    return every > 0 && tag % every == every / 2 - 1;
  }

  /**
   * Embeds the names of tags.
   *
   * @param tags in the model's order
   * @param keepOutEvery one of so many tags is kept out, 2 or more; 0 for none
   */
  public static KnownNames of(
      List<String> tags, int keepOutEvery, NameSentence sentence, NameEncoder encoder) {
    if (keepOutEvery != 0 && keepOutEvery < 2) {
      throw new IllegalArgumentException(
          "tags kept out: expected one of 2 or more, or 0 for none, found one of " + keepOutEvery);
    }
    float[][] embeddings =
        tags.stream().map(tag -> sentence.embed(encoder, tag)).toArray(float[][]::new);
    return new KnownNames(List.copyOf(tags), keepOutEvery, embeddings);
  }

  /** All tags, in the model's order. */
  public List<String> tags() {
    return tags;
  }

  /** Indices of the tags that are learned, ascending. */
  public int[] learned() {
    return learned.clone();
  }

  /** Indices of the tags that are kept out, ascending. */
  public int[] keptOut() {
    return keptOut.clone();
  }

  /** Returns whether a tag is learned. */
  public boolean isLearned(String tag) {
    return IntStream.of(learned).anyMatch(i -> tags.get(i).equals(tag));
  }

  /** The embedding of a tag's name, 384 numbers. */
  public float[] embedding(int tag) {
    return embeddings[tag].clone();
  }

  /**
   * The learned tag with the name nearest to an embedding, by the cosine.
   *
   * @return its index
   */
  public int nearest(float[] embedding) {
    int best = learned[0];
    for (int tag : learned) {
      if (product(embedding, embeddings[tag]) > product(embedding, embeddings[best])) {
        best = tag;
      }
    }
    return best;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /**
   * Embeddings to learn each tag from: its name's, then those of its other names.
   *
   * @param others other names by tag
   * @return a list for each tag, also for those kept out
   */
  List<List<float[]>> variants(
      Map<String, List<String>> others, NameSentence sentence, NameEncoder encoder) {
    List<List<float[]>> variants = new ArrayList<>();
    for (int i = 0; i < tags.size(); i++) {
      List<float[]> own = new ArrayList<>();
      own.add(embedding(i));
      for (String other : others.getOrDefault(tags.get(i), List.of())) {
        own.add(sentence.embed(encoder, other));
      }
      variants.add(own);
    }
    return variants;
  }
}
