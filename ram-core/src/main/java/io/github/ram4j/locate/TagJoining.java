package io.github.ram4j.locate;

/** How tags become the caption that a locator reads. */
public enum TagJoining {
  /** Each tag is a sentence of its own, "dog. cat.": no tag reads another. The default. */
  SENTENCES,
  /** All tags are one sentence, "dog, cat.", as in Grounded-SAM's demos: tags read each other. */
  LIST
}
