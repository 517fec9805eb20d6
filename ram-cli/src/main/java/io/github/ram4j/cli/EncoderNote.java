package io.github.ram4j.cli;

import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/** Note about a text encoder that is probably not the one that a model was trained with. */
public final class EncoderNote {
  /** Of embeddings of the same texts by the same encoder, far less than half precision needs. */
  private static final double LEAST_AGREEMENT = 0.95;

  private EncoderNote() {}

  /**
   * Tells the note, where it is due.
   *
   * @param cosine similarity of the embeddings of the model's own tags, where they are known
   * @param textEncoder the encoder's bundle, for the note
   * @param err told the note
   */
  public static void tell(OptionalDouble cosine, Path textEncoder, PrintWriter err) {
    if (cosine.isPresent() && cosine.getAsDouble() < LEAST_AGREEMENT) {
      String note =
          String.format(
              Locale.ROOT,
              "note: the text encoder %s gives other embeddings of the model's own tags than the"
                  + " model has (cosine similarity %.2f; 1 for the encoder of its training): the"
                  + " scores of names are likely to mean nothing",
              textEncoder,
              cosine.getAsDouble());
      err.println(TerminalView.safe(note));
    }
  }
}
