package io.github.ram4j.view;

import io.github.ram4j.TextRange;
import java.util.List;

/**
 * Layout of the band under an image: places in pixels from the image's top left.
 *
 * @param width of the whole drawing
 * @param height of the whole drawing
 * @param top of the band
 * @param sentenceSize the em of the sentence
 * @param chipSize the em of tags and labels
 */
record Band(
    int width,
    int height,
    int top,
    double sentenceSize,
    double chipSize,
    List<SentenceLine> lines,
    List<Label> labels,
    List<Tag> tags) {

  /**
   * A line of the sentence.
   *
   * @param text its characters in the sentence
   */
  record SentenceLine(TextRange text, double x, double baseline) {}

  /** A label on the band: a group's name, or a note where there are no groups. */
  record Label(String text, double x, double baseline) {}

  /**
   * A tag in its frame.
   *
   * @param parts name, Chinese name and score, shortened where they would not fit
   */
  record Tag(
      Card.Chip chip,
      Card.Fate fate,
      List<String> parts,
      double x,
      double y,
      double width,
      double height) {}

  /** The padding around text in a tag's frame. */
  static double padding(double chipSize) {
    return 0.7 * chipSize;
  }

  /** The gap between the parts of a tag. */
  static double gap(double chipSize) {
    return 0.4 * chipSize;
  }
}
