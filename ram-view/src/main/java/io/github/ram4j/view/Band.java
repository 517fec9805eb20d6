package io.github.ram4j.view;

import io.github.ram4j.TextRange;
import io.github.ram4j.view.text.Typesetter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything on the band under an image stands, in pixels from the image's top left.
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

  private static final double LEAST_SENTENCE_SIZE = 18;
  private static final double LEAST_CHIP_SIZE = 13;

  /**
   * A line of the sentence.
   *
   * @param text its characters in the sentence
   */
  record SentenceLine(TextRange text, double x, double baseline) {}

  /** A word on the band: a group's name, or what there is to say where there is nothing. */
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

  /**
   * Places all that a card has under an image of this size.
   *
   * @throws IllegalArgumentException if there are more pixels than an image can have
   */
  static Band below(int imageWidth, int imageHeight, Card card, Typesetter typesetter) {
    int width = Math.max(imageWidth, ImageView.LEAST_WIDTH);
    double area = Math.sqrt((double) imageWidth * imageHeight);
    double size = Math.max(LEAST_SENTENCE_SIZE, Math.min(imageWidth / 28.0, area / 24));
    Placer placer =
        new Placer(width, imageHeight, size, Math.max(LEAST_CHIP_SIZE, 0.7 * size), typesetter);
    placer.place(card);
    Band band = placer.band();
    if ((long) band.width * band.height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "image with its caption: expected at most 2147483647 pixels, found %d x %d"
              .formatted(band.width, band.height));
    }
    return band;
  }

  /** The room around text in a tag's frame. */
  static double padding(double chipSize) {
    return 0.7 * chipSize;
  }

  /** Between the parts of a tag. */
  static double gap(double chipSize) {
    return 0.4 * chipSize;
  }

  /** Goes down the band from its top. */
  private static final class Placer {
    private final int width;
    private final int top;
    private final double size;
    private final double chipSize;
    private final double margin;
    private final Typesetter typesetter;
    private final List<SentenceLine> lines = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private double y;

    Placer(int width, int top, double size, double chipSize, Typesetter typesetter) {
      this.width = width;
      this.top = top;
      this.size = size;
      this.chipSize = chipSize;
      this.margin = size;
      this.typesetter = typesetter;
      this.y = top + 0.8 * size;
    }

    void place(Card card) {
      if (!card.sentence().isBlank()) {
        placeSentence(card.sentence());
      } else if (card.groups().isEmpty()) {
        placeNote("nothing to say");
      }
      double labelWidth =
          card.groups().stream()
              .map(group -> group.fate().label())
              .mapToDouble(label -> typesetter.width(label, chipSize) + chipSize)
              .max()
              .orElse(0);
      for (Card.Group group : card.groups()) {
        placeGroup(group, labelWidth);
      }
      y += 0.6 * size;
    }

    private void placeSentence(String sentence) {
      LineBreaker breaker = new LineBreaker(sentence, c -> typesetter.width(c, size));
      for (TextRange line : breaker.lines(width - 2 * margin)) {
        lines.add(new SentenceLine(line, margin, y + 1.05 * size));
        y += 1.5 * size;
      }
      y += 0.6 * size;
    }

    private void placeNote(String note) {
      labels.add(new Label(note, margin, y + chipSize));
      y += 1.6 * chipSize;
    }

    private void placeGroup(Card.Group group, double labelWidth) {
      double height = 1.8 * chipSize;
      double left = margin + labelWidth;
      double right = width - margin;
      labels.add(new Label(group.fate().label(), margin, y + 0.64 * height));
      double x = left;
      for (Card.Chip chip : group.chips()) {
        List<String> parts = fitting(chip.parts(), right - left);
        double chipWidth = width(parts);
        if (x > left && x + chipWidth > right) {
          x = left;
          y += height + 0.4 * chipSize;
        }
        tags.add(new Tag(chip, group.fate(), parts, x, y, chipWidth, height));
        x += chipWidth + 0.45 * chipSize;
      }
      y += height + 0.75 * chipSize;
    }

    /** The parts, shortened one after the other from the front where they are too wide. */
    private List<String> fitting(List<String> parts, double available) {
      List<String> fitting = new ArrayList<>(parts);
      for (int i = 0; i < parts.size() && width(fitting) > available; i++) {
        double others = width(fitting) - typesetter.width(fitting.get(i), chipSize);
        double room = Math.max(available - others, 3 * chipSize);
        fitting.set(i, typesetter.shortened(fitting.get(i), chipSize, room));
      }
      return fitting;
    }

    private double width(List<String> parts) {
      return parts.stream().mapToDouble(part -> typesetter.width(part, chipSize)).sum()
          + (parts.size() - 1) * gap(chipSize)
          + 2 * padding(chipSize);
    }

    Band band() {
      return new Band(
          width,
          (int) Math.ceil(y),
          top,
          size,
          chipSize,
          List.copyOf(lines),
          List.copyOf(labels),
          List.copyOf(tags));
    }
  }
}
