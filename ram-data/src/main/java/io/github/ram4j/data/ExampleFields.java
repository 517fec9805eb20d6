package io.github.ram4j.data;

import java.util.List;

/** Names of the fields of an {@link Example}'s line that have a meaning here. */
final class ExampleFields {
  static final String IMAGE = "picture";
  static final String TAGS = "tags";
  static final String CAPTION = "caption";
  static final String CAPTIONS = "captions";
  static final String CAPTION_TAGS = "caption_tags";

  /** All of them, in the order of a line. */
  static final List<String> ALL = List.of(IMAGE, TAGS, CAPTION, CAPTIONS, CAPTION_TAGS);

  private ExampleFields() {}
}
