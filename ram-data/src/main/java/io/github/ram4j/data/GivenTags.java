package io.github.ram4j.data;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.BitSet;

/** The tags of examples by their places in a model's vocabulary. Immutable and thread-safe. */
final class GivenTags {
  private final TagVocabulary vocabulary;

  GivenTags(TagVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The indices of an example's tags, without those that the model lacks. */
  BitSet of(Example example) {
    BitSet given = new BitSet();
    example.tags().forEach(name -> given.or(indices(name)));
    return given;
  }

  /** The number of an example's tags that the model lacks. */
  long unknown(Example example) {
    return example.tags().stream().filter(name -> vocabulary.find(name).isEmpty()).count();
  }

  /** The indices of all tags of a name; none if the model lacks it. */
  BitSet indices(String name) {
    BitSet indices = new BitSet();
    for (Tag tag : vocabulary.find(name)) {
      indices.set(vocabulary.indexOfId(tag.id()).orElseThrow());
    }
    return indices;
  }
}
