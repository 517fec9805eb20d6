package io.github.ram4j.view;

import io.github.ram4j.TextRange;
import io.github.ram4j.view.text.Typesetter;
import java.util.ArrayList;
import java.util.List;

/** Layout engine of a {@link Band}: goes down the band from its top. For one band. */
final class BandLayout {
  /** The least width of a drawing, in pixels. */
  static final int LEAST_WIDTH = 360;

  private static final double LEAST_SENTENCE_SIZE = 18;
  private static final double LEAST_CHIP_SIZE = 13;

  private final int width;
  private final int top;
  private final double size;
  private final double chipSize;
  private final double margin;
  private final Typesetter typesetter;
  private final List<Band.SentenceLine> lines = new ArrayList<>();
  private final List<Band.Label> labels = new ArrayList<>();
  private final List<Band.Tag> tags = new ArrayList<>();
  private double y;

  BandLayout(int width, int top, double size, double chipSize, Typesetter typesetter) {
    this.width = width;
    this.top = top;
    this.size = size;
    this.chipSize = chipSize;
    this.margin = size;
    this.typesetter = typesetter;
    this.y = top + 0.8 * size;
  }

  /**
   * Lays a card out under an image of this size.
   *
   * @throws IllegalArgumentException if there are more pixels than an image can have
   */
  static Band below(int imageWidth, int imageHeight, Card card, Typesetter typesetter) {
    int width = Math.max(imageWidth, LEAST_WIDTH);
    double area = Math.sqrt((double) imageWidth * imageHeight);
    double size = Math.max(LEAST_SENTENCE_SIZE, Math.min(imageWidth / 28.0, area / 24));
    BandLayout layout =
        new BandLayout(width, imageHeight, size, Math.max(LEAST_CHIP_SIZE, 0.7 * size), typesetter);
    layout.place(card);
    Band band = layout.band();
    if ((long) band.width() * band.height() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "image with its caption: expected at most 2147483647 pixels, found %d x %d"
              .formatted(band.width(), band.height()));
    }
    return band;
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
      lines.add(new Band.SentenceLine(line, margin, y + 1.05 * size));
      y += 1.5 * size;
    }
    y += 0.6 * size;
  }

  private void placeNote(String note) {
    labels.add(new Band.Label(note, margin, y + chipSize));
    y += 1.6 * chipSize;
  }

  private void placeGroup(Card.Group group, double labelWidth) {
    double height = 1.8 * chipSize;
    double left = margin + labelWidth;
    double right = width - margin;
    labels.add(new Band.Label(group.fate().label(), margin, y + 0.64 * height));
    double x = left;
    for (Card.Chip chip : group.chips()) {
      List<String> parts = fitting(chip.parts(), right - left);
      double chipWidth = width(parts);
      if (x > left && x + chipWidth > right) {
        x = left;
        y += height + 0.4 * chipSize;
      }
      tags.add(new Band.Tag(chip, group.fate(), parts, x, y, chipWidth, height));
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
        + (parts.size() - 1) * Band.gap(chipSize)
        + 2 * Band.padding(chipSize);
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
