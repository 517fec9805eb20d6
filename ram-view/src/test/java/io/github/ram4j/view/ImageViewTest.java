package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.TextRange;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageViewTest {
  private static BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 7919 + y * 104729) & 0xffffff);
      }
    }
    return image;
  }

  private static Band band(int width, int height, Caption caption) {
    return BandLayout.below(width, height, Card.of(caption), new Typesetter());
  }

  private static int rgb(Color colour) {
    return colour.getRGB();
  }

  private static Palette light() {
    return Palette.LIGHT;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,900", "359,3", "360,20", "500,400", "3000,5", "1999,1500"})
  void theImageStaysAsItIs(int width, int height) {
    BufferedImage image = image(width, height);
    BufferedImage drawing = ImageView.draw(image, Samples.caption());
    assertEquals(Math.max(width, ImageView.LEAST_WIDTH), drawing.getWidth());
    assertTrue(drawing.getHeight() > height + 50);
    int left = (drawing.getWidth() - width) / 2;
    assertArrayEquals(
        image.getRGB(0, 0, width, height, null, 0, width),
        drawing.getRGB(left, 0, width, height, null, 0, width));
  }

  @ParameterizedTest
  @EnumSource(ImageView.Scheme.class)
  void usedWordsAndNothingElseAreUnderlinedInGreen(ImageView.Scheme scheme) {
    Caption caption = Samples.caption("two dogs, jumping dog, gray grass", "dog", "gray");
    BufferedImage drawing = ImageView.draw(new BufferedImage(500, 100, 1), caption, scheme);
    Typesetter typesetter = new Typesetter();
    Band band = band(500, 100, caption);
    assertEquals(1, band.lines().size());
    Band.SentenceLine line = band.lines().get(0);
    int green = rgb((scheme == ImageView.Scheme.DARK ? Palette.DARK : Palette.LIGHT).underline());
    boolean[] expected = new boolean[500];
    for (String before : List.of("two ", "two dogs, jumping ", "two dogs, jumping dog, ")) {
      String word = before.endsWith("dog, ") ? "gray" : "dog";
      double from = line.x() + typesetter.width(before, band.sentenceSize());
      double to = from + typesetter.width(word, band.sentenceSize());
      for (int x = (int) Math.round(from); x < Math.round(to); x++) {
        expected[x] = true;
      }
    }
    int rows = 0;
    for (int y = 0; y < drawing.getHeight(); y++) {
      boolean[] found = new boolean[500];
      for (int x = 0; x < 500; x++) {
        found[x] = drawing.getRGB(x, y) == green;
      }
      if (IntStream.range(0, 500).anyMatch(x -> found[x])) {
        rows++;
        assertArrayEquals(expected, found, "row " + y);
        assertTrue(y > line.baseline() && y < line.baseline() + 0.4 * band.sentenceSize());
      }
    }
    assertEquals(2, rows);
  }

  @Test
  void theUnderlineIsAllThatTheSentenceChanges() {
    String text = "a quick brown dog jumps";
    Caption plain = Samples.of(text, Samples.given("dog", true));
    Caption used = Samples.of(text, Samples.given("dog", true, new TextRange(14, 17)));
    BufferedImage without = ImageView.draw(new BufferedImage(400, 10, 1), plain);
    BufferedImage with = ImageView.draw(new BufferedImage(400, 10, 1), used);
    int end = (int) band(400, 10, used).tags().get(0).y();
    int changed = 0;
    for (int y = 0; y < end; y++) {
      for (int x = 0; x < 400; x++) {
        if (with.getRGB(x, y) != without.getRGB(x, y)) {
          assertEquals(rgb(light().underline()), with.getRGB(x, y));
          changed++;
        }
      }
    }
    assertTrue(changed > 40, "pixels changed: " + changed);
  }

  private static final String LONG_WORD = "donau".repeat(100);

  @ParameterizedTest
  @ValueSource(strings = {"a dog on the grass ", "蝴蝶停在花上", "donaudampf", "😀\u0301 "})
  void textStaysWithinTheBand(String words) {
    String text = words.repeat(40);
    Caption caption =
        Samples.of(
            text,
            Samples.given(LONG_WORD, true, new TextRange(0, text.length())),
            Samples.given(words, false),
            Samples.recognized("dog", 0.9f, true, ""));
    for (int width : new int[] {10, 500}) {
      Band band = band(width, 200, caption);
      BufferedImage drawing = ImageView.draw(new BufferedImage(width, 200, 1), caption);
      assertEquals(band.height(), drawing.getHeight());
      int margin = (int) band.sentenceSize() - 2;
      assertBlank(drawing, new Rectangle(0, 202, margin, band.height() - 202));
      assertBlank(drawing, new Rectangle(band.width() - margin, 202, margin, band.height() - 202));
      assertBlank(drawing, new Rectangle(0, band.height() - 6, band.width(), 6));
      String shown =
          band.lines().stream().map(line -> line.text().of(text)).collect(Collectors.joining());
      assertEquals(text.replace(" ", ""), shown.replace(" ", ""));
    }
  }

  private static void assertBlank(BufferedImage drawing, Rectangle area) {
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        assertEquals(rgb(light().band()), drawing.getRGB(x, y), "at %d, %d".formatted(x, y));
      }
    }
  }

  @Test
  void tagsDoNotOverlapAndLongOnesAreShortened() {
    CaptionTag[] tags =
        IntStream.range(0, 200)
            .mapToObj(i -> Samples.given(i == 7 ? LONG_WORD : "tag" + i, i < 150))
            .toArray(CaptionTag[]::new);
    Band band = band(640, 480, Samples.of("a dog", tags));
    assertEquals(200, band.tags().size());
    for (Band.Tag tag : band.tags()) {
      assertTrue(tag.x() + tag.width() <= 640 && tag.y() + tag.height() <= band.height());
      List<Band.Tag> overlapping =
          band.tags().stream()
              .filter(other -> !other.equals(tag))
              .filter(o -> o.x() < tag.x() + tag.width() && tag.x() < o.x() + o.width())
              .filter(o -> o.y() < tag.y() + tag.height() && tag.y() < o.y() + o.height())
              .toList();
      assertEquals(List.of(), overlapping);
    }
    String shortened = band.tags().get(7).parts().get(0);
    assertTrue(shortened.endsWith("…") && LONG_WORD.startsWith(shortened.replace("…", "")));
    assertEquals("given", band.tags().get(7).parts().get(1));
  }

  @Test
  void lettersGrowWithTheImage() {
    assertEquals(18, band(1, 1, Samples.caption()).sentenceSize());
    assertEquals(18, band(300, 300, Samples.caption()).sentenceSize());
    assertEquals(18, band(10, 20000, Samples.caption()).sentenceSize());
    assertEquals(18, band(20000, 9, Samples.caption()).sentenceSize(), 0.5);
    assertEquals(4000 / 28.0, band(4000, 3000, Samples.caption()).sentenceSize());
  }

  @Test
  void recognitionsAreDrawnWithChineseNamesAndScores() {
    Band band = BandLayout.below(400, 300, Card.of(Samples.recognition(5)), new Typesetter());
    assertEquals(5, band.tags().size());
    assertEquals(List.of("3D CG rendering", "三维CG渲染", "1.00"), band.tags().get(0).parts());
    BufferedImage drawing = ImageView.draw(image(400, 300), Samples.recognition(5));
    assertEquals(band.height(), drawing.getHeight());
    Band.Tag tag = band.tags().get(0);
    assertTrue(ink(drawing, tag) > 100, "dark pixels: " + ink(drawing, tag));
  }

  private static int ink(BufferedImage drawing, Band.Tag tag) {
    int ink = 0;
    for (int y = (int) tag.y(); y < tag.y() + tag.height(); y++) {
      for (int x = (int) tag.x(); x < tag.x() + tag.width(); x++) {
        ink += (drawing.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
      }
    }
    return ink;
  }

  @Test
  void whereThereIsNothingTheBandSaysSo() {
    assertEquals("nothing to say", band(100, 100, Samples.of(" ")).labels().get(0).text());
    assertTrue(ImageView.draw(image(9, 9), Samples.recognition(0)).getHeight() > 30);
    assertEquals(List.of(), band(100, 100, Samples.of("a dog")).labels());
  }

  @Test
  void hostileAndForeignTextIsDrawn() {
    Caption caption =
        Samples.of(
            "\u001b[31m\u202e<b>\n שלום ไทย 😀 👩\u200d🚀 e\u0301 \ud800 龘 𠀀",
            Samples.given("\u0000\n", true),
            Samples.given("", false));
    BufferedImage drawing = ImageView.draw(image(400, 300), caption);
    assertTrue(drawing.getHeight() > 350);
    assertTrue(new Typesetter().width(0x1f600, 10) > 5);
    assertEquals(0, new Typesetter().width(0x200d, 10));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR_PRE,
            BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_USHORT_565_RGB
      })
  void imagesMayBeOfAnyType(int type) {
    BufferedImage image = new BufferedImage(400, 30, type);
    image.setRGB(3, 3, 0xffffffff);
    BufferedImage drawing = ImageView.draw(image, Samples.caption());
    assertEquals(0xffffffff, drawing.getRGB(3, 3));
    boolean transparent = image.getColorModel().hasAlpha();
    assertEquals(transparent ? rgb(light().surround()) : 0xff000000, drawing.getRGB(9, 9));
  }

  @Test
  void schemesDiffer() {
    assertNotEquals(
        ImageView.draw(image(9, 9), Samples.caption()).getRGB(3, 30),
        ImageView.draw(image(9, 9), Samples.caption(), ImageView.Scheme.DARK).getRGB(3, 30));
  }

  @Test
  void morePixelsThanAnImageHasAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> band(46340, 46340, Samples.caption()));
    assertTrue(e.getMessage().startsWith("image with its caption: expected at most 2147483647"));
  }
}
