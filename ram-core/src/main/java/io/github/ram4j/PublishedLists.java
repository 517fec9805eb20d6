package io.github.ram4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The tag lists that come with the library, read at first use. */
final class PublishedLists {
  static final TagVocabulary RAM = packed("ram.tsv").withName("RAM's published list");
  static final TagVocabulary TAG2TEXT =
      packed("tag2text.tsv").withName("Tag2Text's published list");

  private PublishedLists() {}

  private static TagVocabulary packed(String file) {
    String resource = "tag-lists/" + file;
    try (InputStream in = PublishedLists.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("ram-core's jar is without its resource " + resource);
      }
      return TagVocabulary.read(new InputStreamReader(in, StandardCharsets.UTF_8), resource);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
