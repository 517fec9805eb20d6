package io.github.ram4j.data;

import java.util.List;

/** The fields of a line of examples that have a meaning here. */
final class ExampleFields {
  static final String IMAGE = "image";
  static final String TAGS = "tags";
  static final String CAPTION = "caption";
  static final String CAPTIONS = "captions";
  static final String CAPTION_TAGS = "caption_tags";

  /** The keys of the image: that of new lines, and that of earlier ones. */
  static final List<String> IMAGES = List.of(IMAGE, "picture");

  static final List<String> ALL = List.of(IMAGE, "picture", TAGS, CAPTION, CAPTIONS, CAPTION_TAGS);

  private ExampleFields() {}
}
