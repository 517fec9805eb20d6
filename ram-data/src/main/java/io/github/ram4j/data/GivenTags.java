package io.github.ram4j.data;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.BitSet;

/** The tags of examples by their places in a model's vocabulary. */
final class GivenTags {
  private final TagVocabulary vocabulary;
  private long unknown;

  GivenTags(TagVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The indices of an example's tags; tags that the model lacks are counted. */
  BitSet of(Example example) {
    BitSet given = new BitSet();
    for (String name : example.tags()) {
      BitSet indices = indices(name);
      unknown += indices.isEmpty() ? 1 : 0;
      given.or(indices);
    }
    return given;
  }

  /** The indices of all tags of a name; none if the model lacks it. */
  BitSet indices(String name) {
    BitSet indices = new BitSet();
    for (Tag tag : vocabulary.find(name)) {
      indices.set(vocabulary.indexOfId(tag.id()).orElseThrow());
    }
    return indices;
  }

  /** The number of tags, of all examples, that the model lacks. */
  long unknown() {
    return unknown;
  }
}
