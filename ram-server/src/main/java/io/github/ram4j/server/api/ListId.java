package io.github.ram4j.server.api;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bytes.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * What tells one list of tags from another: the beginning of a digest of its tags and thresholds.
 * Answers with scores in a list's order say it, since a server may be started again with another
 * list while its clients go on.
 */
final class ListId {
  private static final int BYTES = 8;

  private ListId() {}

  /** 16 hexadecimal digits. */
  static String of(TagVocabulary list) {
    StringBuilder written = new StringBuilder();
    try {
      list.write(written);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return HexFormat.of().formatHex(Sha256.of(written.toString()), 0, BYTES);
  }
}
