package io.github.ram4j.view.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutlineFontTest {
  private static final OutlineFont FONT = OutlineFont.shipped();
  private static final int SIZE = 40;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        OutlineFont.class.getResourceAsStream("/io/github/ram4j/view/font/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<Integer> characters() {
    return IntStream.rangeClosed(0, 0xffff).filter(c -> FONT.glyph(c).isPresent()).boxed().toList();
  }

  @Test
  void allNamesOfTheTagListsHaveGlyphs() {
    Stream.of(TagVocabulary.ram(), TagVocabulary.tag2text())
        .flatMap(list -> list.tags().stream())
        .flatMapToInt(tag -> (tag.english() + tag.chineseText()).codePoints())
        .distinct()
        .forEach(c -> assertTrue(FONT.glyph(c).isPresent(), Character.toString(c)));
    assertEquals(
        4585,
        TagVocabulary.ram().tags().stream()
            .map(Tag::chineseText)
            .filter(n -> !n.isEmpty())
            .count());
  }

  @Test
  void lettersOfEuropeanLanguagesHaveGlyphs() {
    IntStream.rangeClosed(0x20, 0x17f)
        .filter(c -> c < 0x7f || c > 0x9f)
        .forEach(c -> assertTrue(FONT.glyph(c).isPresent(), Integer.toHexString(c)));
    assertTrue(FONT.glyph('…').isPresent() && FONT.glyph(0xfffd).isPresent());
  }

  @Test
  void othersHaveNone() {
    for (int c : new int[] {0, 0x7f, 'א', '龘', 0xffff, 0x1f600, 0x20000, 0x10041}) {
      assertEquals(Optional.empty(), FONT.glyph(c), Integer.toHexString(c));
    }
  }

  @Test
  void theFileIsTheOneThatItsReadmeSpeaksOf() throws Exception {
    String readme = new String(resource("README.md"), UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource("ram4j-sans.ttf"));
    assertTrue(readme.contains("SHA-256 `" + HexFormat.of().formatHex(digest)));
    assertTrue(readme.contains(String.format("%,d characters", characters().size())));
    assertTrue(new String(resource("OFL.txt"), UTF_8).contains("with Reserved Font Name 'Source'"));
  }

  /** The JDK's own reading of the file, where this machine lets it read fonts. */
  @Test
  void glyphsAreThoseThatTheJdkReads() throws Exception {
    assumeTrue(SystemFonts.glyph('a').isPresent(), "the JDK finds no fonts");
    Font jdk;
    try (InputStream in =
        OutlineFont.class.getResourceAsStream("/io/github/ram4j/view/font/ram4j-sans.ttf")) {
      jdk = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
    }
    FontRenderContext exact = new FontRenderContext(null, true, true);
    List<Integer> visible =
        characters().stream().filter(c -> Character.getType(c) != Character.FORMAT).toList();
    assertEquals(characters().size() - 1, visible.size(), "all but the soft hyphen");
    for (int c : visible) {
      String name = Integer.toHexString(c);
      assertTrue(jdk.canDisplay(c), name);
      GlyphVector expected = jdk.createGlyphVector(exact, Character.toString(c));
      Glyph found = FONT.glyph(c).orElseThrow();
      assertEquals(expected.getGlyphPosition(1).getX(), 1000 * found.advance(), 0.1, name);
      assertSameBounds(
          expected.getOutline().getBounds2D(),
          found
              .outline()
              .createTransformedShape(AffineTransform.getScaleInstance(1000, 1000))
              .getBounds2D(),
          name);
      assertTrue(
          difference(expected.getOutline(), 1000, found.outline(), 1) < SIZE * SIZE / 200.0, name);
    }
  }

  private static void assertSameBounds(Rectangle2D expected, Rectangle2D found, String name) {
    assertEquals(expected.getX(), found.getX(), 0.1, name);
    assertEquals(expected.getY(), found.getY(), 0.1, name);
    assertEquals(expected.getMaxX(), found.getMaxX(), 0.1, name);
    assertEquals(expected.getMaxY(), found.getMaxY(), 0.1, name);
  }

  /** How many pixels of two fillings differ, wholly different ones counting 1. */
  private static double difference(Shape a, double emA, Shape b, double emB) {
    BufferedImage first = filled(a, emA);
    BufferedImage second = filled(b, emB);
    double difference = 0;
    for (int y = 0; y < first.getHeight(); y++) {
      for (int x = 0; x < first.getWidth(); x++) {
        difference += Math.abs((first.getRGB(x, y) & 0xff) - (second.getRGB(x, y) & 0xff)) / 255.0;
      }
    }
    return difference;
  }

  private static BufferedImage filled(Shape shape, double em) {
    BufferedImage image = new BufferedImage(2 * SIZE, 2 * SIZE, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.translate(SIZE / 2, 1.4 * SIZE);
    graphics.scale(SIZE / em, SIZE / em);
    graphics.fill(shape);
    graphics.dispose();
    return image;
  }
}
