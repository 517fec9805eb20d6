package io.github.ram4j;

import java.util.List;
import java.util.Objects;

/**
 * A sentence about an image, and the tags that it was written from.
 *
 * <p>Immutable. It outlives its captioner and needs no closing.
 *
 * @param text the sentence, English, without the prompt "a picture of"
 * @param tokenIds ids in the model's token vocabulary, as the search returned them: the prompt
 *     first, [SEP] last where the sentence ended by itself; in bert-base-uncased 30522 for [DEC],
 *     1037, 3861, 1997 and 102
 * @param score the mean of the tokens' natural log-probabilities, 0 or less: in a beam search as it
 *     ranks sentences (the sum, [SEP] included, divided by the length without it, the prompt
 *     counted), in sampling the mean over the tokens drawn
 * @param ending the reason that the sentence ended
 * @param tags the tags that steered it, in the order in which the model was given them
 */
public record Caption(
    String text, List<Integer> tokenIds, double score, Ending ending, List<CaptionTag> tags) {

  /** The reason that a sentence ended. */
  public enum Ending {
    /** The model ended it. */
    SENTENCE,
    /** It reached the greatest number of token ids. */
    MAX_LENGTH,
    /** The caller stopped it; its tokens so far are kept. */
    STOPPED
  }

  /** Checks that nothing is missing and copies the lists. */
  public Caption {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(ending, "ending");
    tokenIds = List.copyOf(tokenIds);
    tags = List.copyOf(tags);
  }

  /**
   * The tags that the sentence uses.
   *
   * @return a new list, in the order of {@link #tags()}
   */
  public List<CaptionTag> usedTags() {
    return tags.stream().filter(CaptionTag::used).toList();
  }

  /**
   * The tags that the sentence does not use, whether the model could read them or not.
   *
   * @return a new list, in the order of {@link #tags()}
   */
  public List<CaptionTag> leftOutTags() {
    return tags.stream().filter(tag -> !tag.used()).toList();
  }

  /**
   * The tags past the tag encoder's 40 tokens; they did not steer the sentence.
   *
   * @return a new list, in the order of {@link #tags()}
   */
  public List<CaptionTag> unreadTags() {
    return tags.stream().filter(tag -> !tag.read()).toList();
  }
}
