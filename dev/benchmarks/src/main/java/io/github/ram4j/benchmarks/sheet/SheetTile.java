package io.github.ram4j.benchmarks.sheet;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tile of a sheet: an image, its name and a line or two of each model. */
final class SheetTile {
  static final int WIDTH_PX = 236;
  static final int HEIGHT_PX = 266;
  private static final int IMAGE_WIDTH_PX = 224;
  private static final int IMAGE_HEIGHT_PX = 160;
  private static final int MARGIN_PX = 6;
  private static final double SIZE = 12.5;
  private static final double LINE = 16;
  private static final int MOST_LINES = 2;
  private static final Color TEXT = new Color(0x24292F);

  private final Graphics2D graphics;
  private final Typesetter typesetter;
  private final double left;
  private double x;
  private double baseline;

  SheetTile(Graphics2D graphics, Typesetter typesetter, int left, int top) {
    this.graphics = graphics;
    this.typesetter = typesetter;
    this.left = left + MARGIN_PX;
    this.baseline = top + MARGIN_PX + IMAGE_HEIGHT_PX + LINE;
    this.x = this.left;
  }

  void draw(BufferedImage image, Path file, LabelledImages labels, Map<String, Recognition> said) {
    image(image);
    graphics.setColor(TEXT);
    typesetter.draw(graphics, file.getFileName().toString(), left, baseline, SIZE);
    said.forEach((model, recognition) -> model(model, recognition, file, labels));
  }

  private void image(BufferedImage image) {
    double scale =
        Math.min(
            (double) IMAGE_WIDTH_PX / image.getWidth(),
            (double) IMAGE_HEIGHT_PX / image.getHeight());
    int width = (int) Math.round(image.getWidth() * scale);
    int height = (int) Math.round(image.getHeight() * scale);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, (int) left, (int) (baseline - LINE) - height, width, height, null);
  }

  private void model(String model, Recognition said, Path file, LabelledImages labels) {
    newLine();
    int first = (int) baseline;
    write(model + ": ", TEXT);
    List<TagScore> tags = said.tags();
    if (tags.isEmpty()) {
      write("no tag", Verdict.NEUTRAL.colour());
    }
    for (int i = 0; i < tags.size(); i++) {
      Verdict verdict = labels.verdict(file, tags.get(i).tag().english());
      String word =
          String.format(
              Locale.ROOT,
              "%s%s %.2f%s",
              verdict.mark(),
              tags.get(i).tag().english(),
              tags.get(i).score(),
              i + 1 < tags.size() ? ", " : "");
      if (x + typesetter.width(word, SIZE) > left + IMAGE_WIDTH_PX) {
        if (baseline + LINE >= first + MOST_LINES * LINE) {
          write("…", TEXT);
          return;
        }
        newLine();
      }
      write(word, verdict.colour());
    }
  }

  private void newLine() {
    x = left;
    baseline += LINE;
  }

  private void write(String text, Color colour) {
    graphics.setColor(colour);
    typesetter.draw(graphics, text, x, baseline, SIZE);
    x += typesetter.width(text, SIZE);
  }
}
