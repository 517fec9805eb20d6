package io.github.ram4j.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.TextRange;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlViewTest {
  private static final PageImageSource SOURCE = PageImageSource.linked(URI.create("dog.png"));

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
  }

  private static Document page(Caption caption) throws Exception {
    return parsed(HtmlView.page("a page", List.of(PageImage.of("dog.png", SOURCE, caption))));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList nodes = page.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Document page, String name) {
    return elements(page, name).stream().map(Element::getTextContent).toList();
  }

  @Test
  void usedWordsAreUnderlinedWithScoreAndChineseName() throws Exception {
    Document page = page(Samples.caption("a dog on the grass", "dog", "grass"));
    assertEquals(List.of("dog", "grass"), texts(page, "u"));
    assertEquals("dog · 狗 · 0.90", elements(page, "u").get(0).getAttribute("title"));
    Element sentence = (Element) elements(page, "u").get(0).getParentNode();
    assertEquals("a dog on the grass", sentence.getTextContent());
  }

  @Test
  void wordsOfSeveralTagsNameThemAll() throws Exception {
    Document page =
        page(
            Samples.of(
                "a hot dog",
                Samples.given("hot dog", true, new TextRange(2, 9)),
                Samples.given("dog", true, new TextRange(6, 9))));
    assertEquals(List.of("hot ", "dog"), texts(page, "u"));
    assertEquals("hot dog · given; dog · given", elements(page, "u").get(1).getAttribute("title"));
  }

  @Test
  void tagsAreListedByWhatBecameOfThem() throws Exception {
    Document page = page(Samples.caption());
    assertEquals(
        List.of("used", "left-out", "unread"),
        elements(page, "section").stream().map(e -> e.getAttribute("class")).toList());
    assertEquals(List.of("used 5", "left out 3", "unread 2"), texts(page, "h3"));
    List<String> chips = texts(page, "li");
    assertEquals("butterfly 蝴蝶 0.95", chips.get(0));
    assertEquals("leaf given", chips.get(4));
    assertEquals("monarch butterfly given", chips.get(9));
    assertEquals("zh-Hans", elements(page, "span").get(1).getAttribute("lang"));
    assertEquals("--score:95.0%", elements(page, "li").get(0).getAttribute("style"));
  }

  @Test
  void thePageSaysItsLanguageAndWhatImagesShow() throws Exception {
    Document page = page(Samples.caption());
    assertEquals("en", page.getDocumentElement().getAttribute("lang"));
    assertEquals(Samples.caption().text(), elements(page, "img").get(0).getAttribute("alt"));
    assertEquals("a page", texts(page, "title").get(0));
    assertTrue(texts(page, "style").get(0).contains("prefers-color-scheme: dark"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</style></title>&lt;&amp;&#0;",
        "]]><!-- --><?php ?>",
        "${x} %s %n %1$s \\u003c"
      })
  void hostileTextIsTextEverywhere(String hostile) throws Exception {
    Caption caption =
        Samples.of(
            hostile + " dog",
            Samples.given(hostile, true, new TextRange(0, hostile.length())),
            Samples.given(hostile, false));
    Document page = parsed(HtmlView.page(hostile, List.of(PageImage.of(hostile, SOURCE, caption))));
    assertEquals(hostile, texts(page, "title").get(0));
    assertEquals(hostile, texts(page, "h1").get(0));
    assertEquals(List.of(hostile), texts(page, "u"));
    assertEquals(List.of(hostile + " given", hostile + " given"), texts(page, "li"));
    assertEquals(hostile + " dog", elements(page, "img").get(0).getAttribute("alt"));
    assertEquals(0, elements(page, "script").size());
    assertEquals(1, elements(page, "img").size());
  }

  @Test
  void controlCharactersAreReplaced() throws Exception {
    Document page =
        page(Samples.of("a\u001b[31m\u202edog\u0000\ud800", Samples.given("\u0007\ufffe", true)));
    assertEquals(
        "a\ufffd[31m\ufffddog\ufffd\ufffd", elements(page, "img").get(0).getAttribute("alt"));
    assertEquals(List.of("\ufffd\ufffd given"), texts(page, "li"));
  }

  @Test
  void imagesArePartOfThePageAsTheyAre() throws Exception {
    byte[] gif = {'G', 'I', 'F', '8', '9', 'a', 1, 2};
    PageImageSource source = PageImageSource.embedded(gif);
    Document page = parsed(HtmlView.page("", List.of(PageImage.of("", source, Samples.caption()))));
    String address = elements(page, "img").get(0).getAttribute("src");
    assertTrue(address.startsWith("data:image/gif;base64,"), address);
    assertArrayEquals(gif, Base64.getDecoder().decode(address.substring(22)));
  }

  @Test
  void decodedImagesBecomePng() throws Exception {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(1, 1, 0x123456);
    String address = PageImageSource.embedded(image).address();
    assertTrue(address.startsWith("data:image/png;base64,"), address);
    BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(address.substring(22))));
    assertEquals(0xff123456, read.getRGB(1, 1));
  }

  @Test
  void formatsThatBrowsersDoNotShowAreRefused() {
    byte[] tiff = {'I', 'I', 42, 0};
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PageImageSource.embedded(tiff));
    assertTrue(e.getMessage().contains("PNG, JPEG, GIF, WebP or BMP"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> PageImageSource.embedded(new byte[0]));
  }

  @Test
  void linksAreRelativeToThePage() {
    Path page = Path.of("out", "pages", "page.html");
    assertEquals(
        "./../a%20dog%20%231.png",
        PageImageSource.linked(Path.of("out", "a dog #1.png"), page).address());
    assertEquals(
        "./a:b%25.png", PageImageSource.linked(Path.of("out/pages/a:b%.png"), page).address());
    assertEquals(
        "./%E7%8C%AB.png", PageImageSource.linked(Path.of("out/pages/猫.png"), page).address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:image/svg+xml,x", "FTP://x/y.png"})
  void otherAddressesAreRefused(String address) {
    assertThrows(IllegalArgumentException.class, () -> PageImageSource.linked(URI.create(address)));
  }

  @Test
  void recognitionsAreListed() throws Exception {
    Document page =
        parsed(HtmlView.page("", List.of(PageImage.of("x", SOURCE, Samples.recognition(200)))));
    assertEquals(200, elements(page, "li").size());
    assertEquals(
        List.of("recognized"),
        elements(page, "section").stream().map(e -> e.getAttribute("class")).toList());
    assertTrue(elements(page, "img").get(0).getAttribute("alt").startsWith("3D CG rendering, "));
  }

  @Test
  void whereThereIsNothingThePageSaysSo() throws Exception {
    Document empty = page(Samples.of(""));
    assertEquals("Nothing to say.", texts(empty, "p").get(0));
    assertEquals("dog.png", elements(empty, "img").get(0).getAttribute("alt"));
    assertEquals(0, elements(parsed(HtmlView.page("none", List.of())), "article").size());
  }

  @Test
  void imagesAreWrittenOneAfterTheOther() throws Exception {
    StringBuilder out = new StringBuilder();
    List<Integer> lengths = new ArrayList<>();
    Iterable<PageImage> images =
        () ->
            IntStream.range(0, 3)
                .mapToObj(
                    i -> {
                      lengths.add(out.length());
                      return PageImage.of("image " + i, SOURCE, Samples.caption());
                    })
                .iterator();
    HtmlView.write(out, "three", images);
    assertEquals(3, elements(parsed(out.toString()), "article").size());
    assertTrue(
        lengths.get(0) < lengths.get(1) && lengths.get(1) < lengths.get(2), lengths::toString);
  }

  @Test
  void nothingIsLoadedOrRun() throws Exception {
    String page = HtmlView.page("x", List.of(PageImage.of("x", SOURCE, Samples.caption())));
    assertTrue(page.contains("default-src 'none'; img-src * data: file:;"));
    assertFalse(page.contains("http:") || page.contains("https:") || page.contains("@import"));
    assertEquals(
        0, elements(parsed(page), "script").size() + elements(parsed(page), "link").size());
  }
}
