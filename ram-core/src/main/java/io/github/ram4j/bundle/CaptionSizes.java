package io.github.ram4j.bundle;

import io.github.ram4j.ModelTask;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of the caption half of a model, as its graphs have them.
 *
 * @param layers of the caption decoder
 * @param heads of its attention
 * @param headWidth numbers in a key or value of one head
 * @param vocabulary number of tokens, each of which gets a logit
 * @param positions the greatest number of ids of a sentence
 */
public record CaptionSizes(int layers, int heads, int headWidth, int vocabulary, int positions) {

  /** The number of tokens that the tag encoder takes; the authors' {@code max_length} of tags. */
  public static final int TAG_TOKENS = 40;

  private static final String PREFIX = "captions.";

  /** The greatest number of layers; each has inputs and outputs of its own in a specification. */
  private static final int MOST_LAYERS = 1000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1, or there are more than 1,000 layers
   */
  public CaptionSizes {
    require("layers", layers, MOST_LAYERS);
    require("heads", heads, Integer.MAX_VALUE);
    require("head-width", headWidth, Integer.MAX_VALUE);
    require("vocabulary", vocabulary, Integer.MAX_VALUE);
    require("positions", positions, Integer.MAX_VALUE);
  }

  private static void require(String name, int size, int most) {
    if (size < 1 || size > most) {
      throw new IllegalArgumentException(
          "%s%s%s: expected 1 to %d, found %d"
              .formatted(ManifestKeys.SIZE, PREFIX, name, most, size));
    }
  }

  /**
   * The sizes of a bundle that writes captions.
   *
   * @param manifest of the bundle
   * @return its sizes, empty if captioning is none of its tasks
   * @throws IllegalArgumentException if one is missing or out of range; the message names it
   */
  public static Optional<CaptionSizes> of(BundleManifest manifest) {
    if (!manifest.tasks().contains(ModelTask.CAPTIONING)) {
      return Optional.empty();
    }
    return Optional.of(
        new CaptionSizes(
            manifest.size(PREFIX + "layers"),
            manifest.size(PREFIX + "heads"),
            manifest.size(PREFIX + "head-width"),
            manifest.size(PREFIX + "vocabulary"),
            manifest.size(PREFIX + "positions")));
  }

  /**
   * Returns whether a size of a manifest is one of these.
   *
   * @param name of the size
   * @return whether it is
   */
  public static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The sizes by name, for {@link BundleManifest#sizes}.
   *
   * @return the names that {@link #of} reads
   */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> sizes = new TreeMap<>();
    sizes.put(PREFIX + "layers", Integer.toString(layers));
    sizes.put(PREFIX + "heads", Integer.toString(heads));
    sizes.put(PREFIX + "head-width", Integer.toString(headWidth));
    sizes.put(PREFIX + "vocabulary", Integer.toString(vocabulary));
    sizes.put(PREFIX + "positions", Integer.toString(positions));
    return sizes;
  }
}
