package io.github.ram4j.search.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.search.HitTag;
import io.github.ram4j.search.SearchHit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  @TempDir Path folder;

  private static SearchHit hit(Path folder, String path) {
    return new SearchHit(
        folder,
        path,
        0.87654,
        List.of(
            new HitTag("dog", List.of("狗"), 0.98),
            new HitTag("<script>alert(1)</script>", List.of("桌子", "表格"), 0.5)),
        List.of("a \"quoted\" & <b>bold</b> caption"),
        Optional.empty());
  }

  /** An image of one colour, a red pixel at its corner. */
  private static BufferedImage drawn(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x2060c0));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  @Test
  void thePageIsWholeAndLoadsNothing() throws Exception {
    Path page = folder.resolve("sheet.html");
    String html =
        html(
            ContactSheet.of(
                "query: \"><img src=http://x/>",
                List.of(hit(folder, "a b/狗 🐕 #1?.jpg"), hit(folder, "\"><script>.jpg")),
                file -> drawn(3000, 2000)),
            page);
    assertTrue(html.contains("Content-Security-Policy"));
    assertFalse(html.contains("<script>"), "nothing of others is markup");
    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; 桌子/表格"));
    assertTrue(html.contains("a &quot;quoted&quot; &amp; &lt;b&gt;bold&lt;/b&gt; caption"));
    Matcher sources = Pattern.compile("src=\"([^\"]{0,30})").matcher(html);
    int images = 0;
    while (sources.find()) {
      assertTrue(sources.group(1).startsWith("data:image/jpeg;base64,"), sources.group(1));
      images++;
    }
    assertEquals(2, images);
    assertTrue(html.contains("<a href=\"./a%20b/%E7%8B%97%20%F0%9F%90%95%20%231%3F.jpg\">"), html);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    html.replaceFirst("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertEquals(2, document.getElementsByTagName("figure").getLength());
  }

  @Test
  void smallImagesOfThePage() throws Exception {
    String html =
        html(
            ContactSheet.of("x", List.of(hit(folder, "a.jpg")), file -> drawn(3000, 1000)),
            folder.resolve("s.html"));
    Matcher data = Pattern.compile("base64,([^\"]+)").matcher(html);
    assertTrue(data.find());
    BufferedImage small =
        ImageIO.read(new ByteArrayInputStream(java.util.Base64.getDecoder().decode(data.group(1))));
    assertEquals(320, small.getWidth());
    assertEquals(107, small.getHeight());
    assertEquals(0xc0, small.getRGB(160, 50) & 0xff, 6);
  }

  @Test
  void imagesThatAreGoneHaveAnEmptyField() throws Exception {
    Thumbnails missing =
        file -> {
          throw new NoSuchFileException(file.toString());
        };
    ContactSheet sheet = ContactSheet.of("x", List.of(hit(folder, "a.jpg")), missing);
    assertTrue(html(sheet, folder.resolve("s.html")).contains("no image"));
    assertEquals(1296, sheet.image().getWidth());
    assertTrue(
        html(ContactSheet.of("x", List.of(), missing), folder.resolve("s.html"))
            .contains("No image was found."));
  }

  @Test
  void theDrawnSheetHasEveryImageInItsPlace() {
    List<SearchHit> hits = new ArrayList<>(Collections.nCopies(7, hit(folder, "狗 🐕.jpg")));
    BufferedImage sheet = ContactSheet.of("dog 狗", hits, file -> drawn(640, 480)).image();
    assertEquals(5 * 256 + 16, sheet.getWidth());
    assertEquals(56 + 2 * (180 + 16 + 4 * 18 + 16), sheet.getHeight());
    for (int i = 0; i < 7; i++) {
      int x = 16 + i % 5 * 256 + 120;
      int y = 56 + i / 5 * 284 + 90;
      assertEquals(0x2060c0, sheet.getRGB(x, y) & 0xffffff, "image " + i);
    }
    assertEquals(0xf4f4f1, sheet.getRGB(16 + 2 * 256 + 120, 56 + 284 + 90) & 0xffffff);
  }

  @Test
  void tooManyImages() {
    List<SearchHit> hits = Collections.nCopies(1001, hit(folder, "a.jpg"));
    assertEquals(
        "contact sheet: expected at most 1,000 images, found 1,001",
        assertThrows(
                IllegalArgumentException.class,
                () -> ContactSheet.of("x", hits, file -> drawn(1, 1)))
            .getMessage());
  }

  @Test
  void anImageOfOnePixelAndOneThatIsLong() {
    assertEquals(1, Thumbnail.fitted(drawn(1, 1), 240, 180).getWidth());
    BufferedImage thin = Thumbnail.fitted(drawn(20_000, 3), 240, 180);
    assertEquals(240, thin.getWidth());
    assertEquals(1, thin.getHeight());
  }

  private static String html(ContactSheet sheet, Path page) throws IOException {
    StringBuilder html = new StringBuilder();
    sheet.writeHtml(html, page);
    Files.writeString(page, html);
    return html.toString();
  }
}
