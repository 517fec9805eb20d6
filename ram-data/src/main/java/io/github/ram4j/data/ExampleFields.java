package io.github.ram4j.data;

import java.util.List;

/** Names of the fields of an example's line. */
final class ExampleFields {
  static final String IMAGE = "image";
  static final String TAGS = "tags";
  static final String CAPTION = "caption";
  static final String CAPTIONS = "captions";
  static final String CAPTION_TAGS = "caption_tags";

  /** The keys of the image: the one of new lines, then the one of earlier lines. */
  static final List<String> IMAGES = List.of(IMAGE, "picture");

  static final List<String> ALL = List.of(IMAGE, "picture", TAGS, CAPTION, CAPTIONS, CAPTION_TAGS);

  private ExampleFields() {}
}
