package io.github.ram4j.search.sheet;

import io.github.ram4j.search.HitTag;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Painter of a contact sheet. One for each sheet. */
final class SheetPainter {
  private static final int COLUMNS = 5;
  private static final int WIDTH = 240;
  private static final int HEIGHT = 180;
  private static final int GAP = 16;
  private static final int PADDING = 8;
  private static final int HEAD = 56;
  private static final int LINE = 18;
  private static final double TITLE_SIZE = 22;
  private static final double SIZE = 13;
  private static final int TAG_LINES = 3;
  private static final int TILE_HEIGHT = HEIGHT + 2 * PADDING + LINE * (1 + TAG_LINES);

  private static final Color PAGE = new Color(0xf4f4f1);
  private static final Color CARD = Color.WHITE;
  private static final Color EMPTY = new Color(0xe6e6e2);
  private static final Color TEXT = new Color(0x1f2328);
  private static final Color FAINT = new Color(0x5f666d);

  private final String title;
  private final List<SearchHit> hits;
  private final Thumbnails decoder;
  private final Typesetter type = new Typesetter();

  SheetPainter(String title, List<SearchHit> hits, Thumbnails decoder) {
    this.title = title;
    this.hits = hits;
    this.decoder = decoder;
  }

  BufferedImage paint() {
    int rows = Math.max(1, (hits.size() + COLUMNS - 1) / COLUMNS);
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * (WIDTH + GAP) + GAP,
            HEAD + rows * (TILE_HEIGHT + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(PAGE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    text(graphics, title, GAP, 36, TITLE_SIZE, TEXT, sheet.getWidth() - 2 * GAP);
    for (int i = 0; i < hits.size(); i++) {
      tile(
          graphics,
          hits.get(i),
          GAP + i % COLUMNS * (WIDTH + GAP),
          HEAD + i / COLUMNS * (TILE_HEIGHT + GAP));
    }
    graphics.dispose();
    return sheet;
  }

  private void tile(Graphics2D graphics, SearchHit hit, int x, int y) {
    graphics.setColor(CARD);
    graphics.fillRect(x, y, WIDTH, TILE_HEIGHT);
    graphics.setColor(EMPTY);
    graphics.fillRect(x, y, WIDTH, HEIGHT);
    Optional<BufferedImage> image = HitPicture.of(hit, decoder, WIDTH, HEIGHT);
    if (image.isPresent()) {
      BufferedImage found = image.get();
      graphics.drawImage(
          found, x + (WIDTH - found.getWidth()) / 2, y + (HEIGHT - found.getHeight()) / 2, null);
    } else {
      text(graphics, "no image", x + 90, y + HEIGHT / 2, SIZE, FAINT, WIDTH - 90);
    }
    int width = WIDTH - 2 * PADDING;
    int baseline = y + HEIGHT + PADDING + 12;
    String score = ContactSheet.number(hit.score());
    double scoreWidth = type.width(score, SIZE);
    text(
        graphics,
        end(hit.path(), width - scoreWidth - 8),
        x + PADDING,
        baseline,
        SIZE,
        TEXT,
        width);
    text(graphics, score, x + WIDTH - PADDING - scoreWidth, baseline, SIZE, FAINT, width);
    for (String line : tagLines(hit.tags(), width)) {
      baseline += LINE;
      text(graphics, line, x + PADDING, baseline, SIZE, FAINT, width);
    }
  }

  private void text(
      Graphics2D graphics,
      String text,
      double x,
      double y,
      double size,
      Color color,
      double width) {
    graphics.setColor(color);
    type.draw(graphics, type.shortened(TerminalView.safe(text), size, width), x, y, size);
  }

  /** The end of a path, which tells more than its beginning. */
  private String end(String path, double width) {
    String safe = TerminalView.safe(path);
    if (type.width(safe, SIZE) <= width) {
      return safe;
    }
    int start = 0;
    while (start < safe.length()
        && type.width("…", SIZE) + type.width(safe.substring(start), SIZE) > width) {
      start = safe.offsetByCodePoints(start, 1);
    }
    return "…" + safe.substring(start);
  }

  private List<String> tagLines(List<HitTag> tags, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (HitTag tag : tags) {
      String next = ContactSheet.name(tag) + " " + ContactSheet.number(tag.score());
      String longer = line.isEmpty() ? next : line + " · " + next;
      if (!line.isEmpty() && type.width(TerminalView.safe(longer), SIZE) > width) {
        lines.add(line.toString());
        line.setLength(0);
        longer = next;
      }
      if (lines.size() == TAG_LINES) {
        return lines;
      }
      line.setLength(0);
      line.append(longer);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
