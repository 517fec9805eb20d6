package io.github.ram4j.convert.layout;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs of names under which checkpoints hold one tensor twice. Files of PyTorch hold both; files
 * of safetensors, which know no sharing, often one: its {@code save_model} keeps the first in the
 * order of the alphabet.
 */
final class TiedNames {

  /** The tag encoder's lowest layers are the tagging head's, but for self-attention. */
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

  /** The name of a tensor that nothing else needs, since it is another's copy. */
  static Optional<String> copyOf(String name) {
    return Optional.ofNullable(COPIES.get(name));
  }

  /** The other name under which a tensor may be found. */
  static Optional<String> of(String name) {
    Matcher layer = LAYER.matcher(name);
    if (!layer.matches()) {
      return copyOf(name);
    }
    String other = layer.group(1).equals("tag_encoder") ? "tagging_head" : "tag_encoder";
    return Optional.of(other + layer.group(2));
  }
}
