package io.github.ram4j.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.ScoreMatrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE = "</td><script>alert('1')</script>\u202e&amp;\u0000";
  private static final String SAFE = "</td><script>alert('1')</script>\ufffd&amp;\ufffd";

  private static final List<String> IMAGES = List.of("a.jpg", "b.jpg", HOSTILE + ".jpg");

  private static TagVocabulary tags(String... names) {
    List<Tag> tags = new ArrayList<>();
    float[] thresholds = new float[names.length];
    for (int i = 0; i < names.length; i++) {
      tags.add(new Tag(i, names[i], List.of(), true));
      thresholds[i] = 0.5f;
    }
    return TagVocabulary.of(tags, thresholds);
  }

  /** Right in the first image; in the others one tag is taken for the other. */
  private static EvaluatedModel model(String name, String first, String second) {
    return EvaluatedModel.of(
        name,
        tags(first, second, "never seen"),
        ScoreMatrix.of(
            3,
            List.of(
                new float[] {0.875f, 0.25f, 0},
                new float[] {0.75f, 0.25f, 0},
                new float[] {0.25f, 0.75f, 0})),
        List.of(List.of(first), List.of(second), List.of(first)));
  }

  private static String written(HtmlReport report) throws IOException {
    StringBuilder page = new StringBuilder();
    report.write(page);
    return page.toString();
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> cells(Element row) {
    List<String> cells = new ArrayList<>();
    NodeList found = row.getElementsByTagName("td");
    for (int i = 0; i < found.getLength(); i++) {
      cells.add(found.item(i).getTextContent());
    }
    return cells;
  }

  private static HtmlReport report(EvaluatedModel model, Thumbnails thumbnails) {
    return new HtmlReport("Evaluation")
        .row(model)
        .curve(model)
        .details(model)
        .images(IMAGES, thumbnails);
  }

  @Test
  void figuresCurvesImagesAndTagsAreShown() throws Exception {
    EvaluatedModel model = model("mine", "cat", "dog");
    Document page = parsed(written(report(model, Thumbnails.none()).note("a note")));
    List<List<String>> rows = elements(page, "tr").stream().map(HtmlReportTest::cells).toList();
    // AP of cat: (1/1 + 2/3) / 2. Of dog: 1/3, since c.jpg is before it, and a.jpg by the tie.
    assertEquals(
        List.of(
            "mine", "3", "3", "2", "0.389", "0.583", "0.167", "0.167", "0.167", "0.333", "0.333",
            "0.333"),
        rows.get(1));
    assertEquals(
        List.of(
            "dog", "cat (1)", "cat (1)", "1", "0.333", "0.000", "0.000", "0.000", "0.500", "0", "1",
            "1"),
        rows.get(3));
    assertEquals(
        List.of(
            "cat", "dog (1)", "dog (1)", "2", "0.833", "0.500", "0.500", "0.500", "0.500", "1", "1",
            "1"),
        rows.get(4));
    assertEquals(5, rows.size(), "a tag that plays no part has no row");
    assertTrue(page.getDocumentElement().getTextContent().contains("1 other tags are neither"));
    assertTrue(page.getDocumentElement().getTextContent().contains("a note"));
    assertEquals(2, elements(page, "svg").size());
    assertEquals(4, elements(page, "polyline").size());
    assertEquals(1, elements(page, "circle").size());
    assertEquals(List.of(), elements(page, "img"));
    assertEquals(2, elements(page, "article").size(), "an image without mistakes is not shown");
  }

  @Test
  void curvesGoFromTheBestScoreToTheLast() throws Exception {
    Document page = parsed(written(report(model("mine", "cat", "dog"), Thumbnails.none())));
    String[] points =
        elements(page, "polyline").get(0).getAttribute("points").trim().split(" ", -1);
    // At 0.875 one of one is right, of three shown: a third of the way, at the top.
    assertEquals("182.0,12.0", points[0]);
    assertTrue(points[points.length - 1].startsWith("466.0,"), points[points.length - 1]);
  }

  @Test
  void namesAreShownAndNotObeyed() throws Exception {
    String text = written(report(model(HOSTILE, HOSTILE, "dog"), Thumbnails.none()).note(HOSTILE));
    assertFalse(text.contains("<script"), text);
    Document page = parsed(text);
    assertEquals(List.of(), elements(page, "script"));
    List<List<String>> rows = elements(page, "tr").stream().map(HtmlReportTest::cells).toList();
    assertEquals(SAFE, rows.get(1).get(0));
    assertEquals(SAFE, rows.get(4).get(0));
    assertTrue(
        elements(page, "h4").stream()
            .anyMatch(name -> name.getTextContent().equals(SAFE + ".jpg")));
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws Exception {
    BufferedImage large = new BufferedImage(400, 200, BufferedImage.TYPE_INT_ARGB);
    String text = written(report(model("mine", "cat", "dog"), source -> Optional.of(large)));
    assertTrue(text.contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'"));
    assertFalse(text.contains("http:") || text.contains("https:") || text.contains("url("));
    List<Element> images = elements(parsed(text), "img");
    assertEquals(2, images.size());
    String source = images.get(0).getAttribute("src");
    String prefix = "data:image/jpeg;base64,";
    assertTrue(source.startsWith(prefix), source);
    BufferedImage small =
        ImageIO.read(
            new ByteArrayInputStream(
                Base64.getDecoder().decode(source.substring(prefix.length()))));
    assertEquals(128, small.getWidth());
    assertEquals(64, small.getHeight());
  }

  @Test
  void repeatedNamesHaveNoMeans() throws Exception {
    Document page = parsed(written(report(model("mine", "dog", "dog"), Thumbnails.none())));
    List<String> row = cells(elements(page, "tr").get(1));
    assertEquals(List.of("–", "–", "–", "–", "–", "–"), row.subList(6, 12));
    assertEquals(List.of(), elements(page, "circle"));
  }

  @Test
  void namesAreAsManyAsImages() {
    HtmlReport report =
        new HtmlReport("Evaluation")
            .details(model("mine", "cat", "dog"))
            .images(List.of("a.jpg"), Thumbnails.none());
    assertEquals(
        "names of images: expected 3 as the scores of mine have, found 1",
        assertThrows(IllegalArgumentException.class, () -> report.write(new StringBuilder()))
            .getMessage());
  }
}
