package io.github.ram4j.metadata;

/**
 * What is done where an earlier automatic run left metadata. A person's own are never touched by
 * any of these.
 */
public enum ExistingTags {
  /** The file is left as it is. */
  SKIP,

  /** What the earlier runs wrote stays, and what is new is added. */
  APPEND,

  /** What the earlier runs wrote and this one does not goes. */
  OVERWRITE
}
