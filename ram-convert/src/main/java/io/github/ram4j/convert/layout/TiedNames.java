package io.github.ram4j.convert.layout;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs of names of tied tensors. PyTorch files have both names. Safetensors files, which have no
 * sharing, often have one: {@code save_model} keeps the first in alphabetical order.
 */
final class TiedNames {

  /**
   * Names of layers that the tag encoder shares with the tagging head: its lowest, except for
   * self-attention.
   */
  private static final Pattern LAYER =
      Pattern.compile(
          "(tag_encoder|tagging_head)"
              + "(\\.encoder\\.layer\\.\\d+\\.(?:crossattention|intermediate|output)\\..*)");

  private static final Map<String, String> COPIES =
      Map.of(
          TensorNames.PREDICTIONS + "bias",
          TensorNames.PREDICTIONS + "decoder.bias",
          TensorNames.DECODER_WORDS,
          TensorNames.PREDICTIONS + "decoder.weight");

  private TiedNames() {}

  /** Returns the name of a tensor's copy, which has no other use. */
  static Optional<String> copyOf(String name) {
    return Optional.ofNullable(COPIES.get(name));
  }

  /** Returns the other name of a tied tensor. */
  static Optional<String> of(String name) {
    Matcher layer = LAYER.matcher(name);
    if (!layer.matches()) {
      return copyOf(name);
    }
    String other = layer.group(1).equals("tag_encoder") ? "tagging_head" : "tag_encoder";
    return Optional.of(other + layer.group(2));
  }
}
