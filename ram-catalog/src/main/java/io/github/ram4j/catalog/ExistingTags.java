package io.github.ram4j.catalog;

/** What happens to tags that are there already, in a catalogue and in files beside images. */
public enum ExistingTags {
  /** Images that have tags are left as they are; files of others beside images, too. */
  SKIP,

  /** Images are recognized again, and tags that were not there are added. */
  APPEND,

  /** Images are recognized again, and tags replace those that were there. */
  OVERWRITE
}
