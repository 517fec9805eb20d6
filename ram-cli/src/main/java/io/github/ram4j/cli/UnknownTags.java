package io.github.ram4j.cli;

import io.github.ram4j.CaptionTag;
import io.github.ram4j.Steering;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;

/** Message about given tags that the model was not trained with: they are free text to it. */
final class UnknownTags {
  private UnknownTags() {}

  static void warn(PrintWriter err, String tags, TagVocabulary vocabulary) {
    if (tags == null) {
      return;
    }
    for (CaptionTag tag : Steering.of(tags).tags().orElseThrow()) {
      try {
        vocabulary.require(tag.name());
      } catch (IllegalArgumentException e) {
        err.println("taken as free text: " + TerminalView.safe(e.getMessage()));
      }
    }
  }
}
