package io.github.ram4j.convert.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs of names under which checkpoints hold one tensor twice. Files of PyTorch hold both; files
 * of safetensors, which know no sharing, often one.
 */
final class TiedNames {
  private static final String PREDICTIONS = "text_decoder.cls.predictions.";
  private static final String DECODER_WORDS = CaptionGraphs.DECODER_WORDS;

  /** The tag encoder's lowest layers are the tagging head's, but for self-attention. */
  private static final Pattern LAYER =
      Pattern.compile(
          "tag_encoder(\\.encoder\\.layer\\.\\d+\\.(?:crossattention|intermediate|output)\\..*)");

  private TiedNames() {}

  /** The other name under which a tensor may be found. */
  static Optional<String> of(String name) {
    if (name.equals(PREDICTIONS + "bias")) {
      return Optional.of(PREDICTIONS + "decoder.bias");
    }
    if (name.equals(DECODER_WORDS)) {
      return Optional.of(PREDICTIONS + "decoder.weight");
    }
    Matcher layer = LAYER.matcher(name);
    return layer.matches() ? Optional.of("tagging_head" + layer.group(1)) : Optional.empty();
  }
}
