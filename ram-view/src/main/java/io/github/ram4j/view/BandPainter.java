package io.github.ram4j.view;

import io.github.ram4j.view.text.Typesetter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Draws an image and the band under it. */
final class BandPainter {
  private final Typesetter typesetter;
  private final Palette palette;

  BandPainter(Typesetter typesetter, Palette palette) {
    this.typesetter = typesetter;
    this.palette = palette;
  }

  BufferedImage paint(BufferedImage image, Card card, Band band) {
    BufferedImage drawing =
        new BufferedImage(band.width(), band.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawing.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(palette.surround());
      graphics.fillRect(0, 0, band.width(), band.top());
      graphics.drawImage(image, (band.width() - image.getWidth()) / 2, 0, null);
      graphics.setColor(palette.band());
      graphics.fillRect(0, band.top(), band.width(), band.height() - band.top());
      graphics.setColor(palette.rule());
      graphics.fillRect(0, band.top(), band.width(), Math.max(1, (int) (band.chipSize() / 13)));
      band.lines().forEach(line -> paint(graphics, card, band, line));
      graphics.setColor(palette.faint());
      for (Band.Label label : band.labels()) {
        typesetter.draw(graphics, label.text(), label.x(), label.baseline(), band.chipSize());
      }
      band.tags().forEach(tag -> paint(graphics, band, tag));
    } finally {
      graphics.dispose();
    }
    return drawing;
  }

  private void paint(Graphics2D graphics, Card card, Band band, Band.SentenceLine line) {
    double size = band.sentenceSize();
    String text = line.text().of(card.sentence());
    graphics.setColor(palette.text());
    typesetter.draw(graphics, text, line.x(), line.baseline(), size);
    graphics.setColor(palette.underline());
    int thickness = (int) Math.max(2, Math.round(size / 11));
    int y = (int) Math.round(line.baseline() + 0.23 * size);
    for (Card.Run run : card.runs()) {
      int start = Math.max(run.start(), line.text().start());
      int end = Math.min(run.end(), line.text().end());
      if (run.used() && start < end) {
        String before = card.sentence().substring(line.text().start(), start);
        String used = card.sentence().substring(start, end);
        double from = line.x() + typesetter.width(before, size);
        int left = (int) Math.round(from);
        int right = (int) Math.round(from + typesetter.width(used, size));
        graphics.fillRect(left, y, right - left, thickness);
      }
    }
  }

  private void paint(Graphics2D graphics, Band band, Band.Tag tag) {
    paintFrame(graphics, tag);
    double size = band.chipSize();
    double x = tag.x() + Band.padding(size);
    double baseline = tag.y() + 0.64 * tag.height();
    for (int i = 0; i < tag.parts().size(); i++) {
      String part = tag.parts().get(i);
      graphics.setColor(i == 0 ? nameColour(tag) : palette.faint());
      typesetter.draw(graphics, part, x, baseline, size);
      x += typesetter.width(part, size) + Band.gap(size);
    }
  }

  private void paintFrame(Graphics2D graphics, Band.Tag tag) {
    double inset = tag.height() / 40;
    RoundRectangle2D frame =
        new RoundRectangle2D.Double(
            tag.x() + inset,
            tag.y() + inset,
            tag.width() - 2 * inset,
            tag.height() - 2 * inset,
            tag.height(),
            tag.height());
    if (tag.fate() == Card.Fate.UNREAD) {
      float dash = (float) (tag.height() / 7);
      graphics.setColor(palette.faint());
      graphics.setStroke(
          new BasicStroke(
              (float) inset * 2,
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              10,
              new float[] {dash, dash},
              0));
      graphics.draw(frame);
    } else {
      graphics.setColor(tag.chip().used() ? palette.usedChip() : palette.chip());
      graphics.fill(frame);
    }
  }

  private Color nameColour(Band.Tag tag) {
    if (tag.chip().used()) {
      return palette.usedText();
    }
    return tag.fate() == Card.Fate.UNREAD ? palette.faint() : palette.text();
  }
}
