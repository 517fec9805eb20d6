package io.github.ram4j.search.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.search.SearchHit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Boxes of the tags that were searched for, on contact sheets. */
class BoxedSheetTest {
  private static final int GREY = 0x777777;
  private static final Path FOLDER = Path.of("folder");

  /** The upright image of 1200 x 1600 pixels, or a part of its size. */
  private static BufferedImage image(int part) {
    BufferedImage image = new BufferedImage(1200 / part, 1600 / part, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(GREY));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.dispose();
    return image;
  }

  private static SceneRegion region(String name, float x0, float y0, float x1, float y1) {
    Tag tag = new Tag(1, name, List.of("狗"), true);
    return new SceneRegion(
        new Region(tag, 0.9f, new Box(x0, y0, x1, y1), List.of()), Optional.empty());
  }

  private static SearchHit hit(List<SceneRegion> regions) {
    return new SearchHit(
        FOLDER,
        "a.jpg",
        0.9,
        List.of(),
        List.of(),
        Optional.of(new Scene("a.jpg", 1200, 1600, List.of(), regions, List.of())));
  }

  private static boolean isMarked(BufferedImage image, double x, double y) {
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        if ((image.getRGB((int) x + dx, (int) y + dy) & 0xffffff) != GREY) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void theBoxIsAtItsPlaceInTheSmallImage() {
    SearchHit hit = hit(List.of(region("dog", 400, 800, 1000, 1200)));
    for (int part : new int[] {1, 4}) { // decoders may scale
      BufferedImage small = HitPicture.of(hit, file -> image(part), 240, 240).orElseThrow();
      assertEquals(180, small.getWidth());
      assertEquals(240, small.getHeight());
      assertTrue(isMarked(small, 60, 150), "left");
      assertTrue(isMarked(small, 150, 150), "right");
      assertTrue(isMarked(small, 105, 180), "bottom");
      assertEquals(GREY, small.getRGB(105, 150) & 0xffffff, "inside");
      assertEquals(GREY, small.getRGB(170, 220) & 0xffffff, "outside");
      assertTrue(isMarked(small, 62, 114), "the label above the box");
    }
  }

  @Test
  void anImageOfAnotherShapeHasNone() {
    SearchHit hit = hit(List.of(region("dog", 400, 800, 1000, 1200)));
    BufferedImage turned = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
    BufferedImage small = HitPicture.of(hit, file -> turned, 240, 240).orElseThrow();
    for (int y = 0; y < small.getHeight(); y++) {
      for (int x = 0; x < small.getWidth(); x++) {
        assertEquals(0, small.getRGB(x, y) & 0xffffff);
      }
    }
  }

  @Test
  void theBestOfManyAreDrawnAndNamed() throws Exception {
    List<SceneRegion> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(region("dog \"" + i, 10 * i, 10 * i, 10 * i + 9, 10 * i + 9));
    }
    StringBuilder html = new StringBuilder();
    ContactSheet sheet = ContactSheet.of("dog", List.of(hit(many)), file -> image(1));
    sheet.writeHtml(html, Path.of("sheet.html"));
    assertTrue(html.toString().contains("alt=\"boxes: dog &quot;0, dog &quot;1, "), "alt");
    assertTrue(html.toString().contains("dog &quot;11\""), "twelve of them");
    BufferedImage small = HitPicture.of(hit(many), file -> image(1), 240, 240).orElseThrow();
    assertEquals(GREY, small.getRGB(147, 147) & 0xffffff, "the last ones are not drawn");
  }

  @Test
  void boxesBeyondTheImageAreCutByIt() {
    SearchHit hit = hit(List.of(region("dog", -5000, -10, 5000, 9000)));
    BufferedImage small = HitPicture.of(hit, file -> image(1), 240, 240).orElseThrow();
    assertEquals(GREY, small.getRGB(90, 120) & 0xffffff);
  }

  @Test
  void theDrawnSheetHasThem() {
    SearchHit hit = hit(List.of(region("dog", 0, 0, 1200, 1600)));
    BufferedImage sheet = ContactSheet.of("dog", List.of(hit), file -> image(1)).image();
    assertEquals(GREY, sheet.getRGB(16 + 120, 56 + 90) & 0xffffff);
    assertNotEquals(GREY, sheet.getRGB(16 + 120, 56 + 179) & 0xffffff, "the lower edge");
  }
}
