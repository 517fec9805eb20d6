package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.sample;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Captions under images and on web pages. */
class CaptionOutputsTest {
  private static final Path HOUSE = sample("house.png");
  private static final Path FROG = sample("frog.png");

  @TempDir static Path models;

  @TempDir Path folder;

  private static Path bundle;

  @BeforeAll
  static void convert() throws IOException {
    bundle = TinyCaptions.bundle(models);
  }

  private static Ran caption(Object... more) {
    Object[] always = {"caption", "--model", bundle, "--specified-tags", "dog, sky & \"sea\""};
    return Programs.ram(Programs.joined(always, more));
  }

  /** What the image had stays as it was; the sentence is below. */
  private static void assertCaptioned(Path source, Path drawn) throws IOException {
    BufferedImage before = ImageIO.read(source.toFile());
    BufferedImage after = ImageIO.read(drawn.toFile());
    assertTrue(after.getWidth() >= before.getWidth(), "width " + after.getWidth());
    assertTrue(after.getHeight() > before.getHeight(), "height " + after.getHeight());
    int left = (after.getWidth() - before.getWidth()) / 2;
    int[] above = after.getRGB(left, 0, before.getWidth(), 40, null, 0, before.getWidth());
    assertArrayEquals(
        before.getRGB(0, 0, before.getWidth(), 40, null, 0, before.getWidth()), above);
    int rows = after.getHeight() - before.getHeight();
    int[] band =
        after.getRGB(0, before.getHeight(), after.getWidth(), rows, null, 0, after.getWidth());
    assertTrue(Arrays.stream(band).distinct().count() > 2, "nothing is written");
  }

  @Test
  void anImageWithItsSentenceBelow() throws IOException {
    Path drawn = folder.resolve("captioned.PNG");
    Ran ran = caption("--out", drawn, HOUSE);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(HOUSE.toString(), ran.outLines().get(0), "the terminal has it as well");
    assertCaptioned(HOUSE, drawn);
    byte[] first = Files.readAllBytes(drawn);
    assertEquals(0, caption("--out", drawn, FROG).exit());
    assertCaptioned(FROG, drawn);
    assertFalse(Arrays.equals(first, Files.readAllBytes(drawn)), "the older stayed");
    assertEquals(List.of("captioned.PNG"), names(folder));
  }

  @Test
  void severalImagesGoToAFolder() throws IOException {
    Path drawn = folder.resolve("a/b");
    assertEquals(0, caption("--out", drawn, HOUSE, FROG).exit());
    assertEquals(List.of("frog.png.png", "house.png.png"), names(drawn));
    assertCaptioned(HOUSE, drawn.resolve("house.png.png"));
    assertCaptioned(FROG, drawn.resolve("frog.png.png"));
    assertEquals(0, caption("--out", drawn, sample("pizza.png")).exit(), "a folder that is there");
    assertTrue(Files.exists(drawn.resolve("pizza.png.png")));
  }

  @Test
  void imagesOfOneNameAreAllKept() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("house.png");
    Files.copy(FROG, other);
    Path drawn = folder.resolve("drawn");
    assertEquals(0, caption("--out", drawn, HOUSE, other).exit());
    assertEquals(List.of("house.png-2.png", "house.png.png"), names(drawn));
    assertCaptioned(HOUSE, drawn.resolve("house.png.png"));
    assertCaptioned(FROG, drawn.resolve("house.png-2.png"));
  }

  /** A later run replaces the drawings of its own images, and no other image's. */
  @Test
  void aLaterRunReplacesDrawingsOfItsOwnImagesAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("house.png");
    Files.copy(FROG, other);
    Path drawn = folder.resolve("drawn");
    Path plain = drawn.resolve("house.png.png");
    Path second = drawn.resolve("house.png-2.png");
    assertEquals(0, caption("--out", drawn, HOUSE, HOUSE.resolveSibling("pizza.png")).exit());
    for (int run = 0; run < 2; run++) {
      Ran ran = caption("--out", drawn, other, FROG);
      assertEquals(0, ran.exit(), ran.err());
      assertTrue(ran.err().contains(other + ": drawn as " + second + "\n"), ran.err());
      assertFalse(ran.err().contains("frog.png.png"), ran.err());
      assertEquals(
          List.of("frog.png.png", "house.png-2.png", "house.png.png", "pizza.png.png"),
          names(drawn));
      assertCaptioned(HOUSE, plain);
      assertCaptioned(FROG, second);
    }
    Path again = HOUSE.toAbsolutePath();
    assertEquals(0, caption("--out", drawn, again).exit());
    assertEquals(4, names(drawn).size(), names(drawn).toString());
    byte[] text = Files.readAllBytes(plain);
    assertFalse(new String(text, ISO_8859_1).contains("samples"), "a folder is given away");
  }

  @Test
  void theImageItselfIsNeverWrittenOver() throws IOException {
    Path source = Files.copy(HOUSE, folder.resolve("house.png"));
    Path second = Files.copy(FROG, folder.resolve("house.png.png"));
    byte[] before = Files.readAllBytes(source);
    for (String option : List.of("--out", "--html")) {
      Ran ran = caption(option, source, source);
      assertEquals(2, ran.exit(), ran.err());
      assertTrue(
          ran.err().startsWith("ram: " + option + ": expected another file to write than to read"),
          ran.err());
      assertArrayEquals(before, Files.readAllBytes(source));
    }
    assertEquals(0, caption("--out", folder, source, second).exit());
    assertArrayEquals(Files.readAllBytes(FROG), Files.readAllBytes(second));
    assertEquals(
        List.of("house.png", "house.png-2.png", "house.png.png", "house.png.png.png"),
        names(folder));
  }

  @Test
  void placesThatCannotBeWrittenAreSaidFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.png"), "precious");
    Path nowhere = folder.resolve("none/x.png");
    String inFolder =
        ": expected a name in a folder that exists, found no folder " + nowhere.getParent() + "\n";
    for (String option : List.of("--out", "--html")) {
      Ran ran = caption(option, nowhere, HOUSE);
      assertEquals(1, ran.exit());
      assertEquals("ram: " + nowhere + inFolder, ran.err());
      assertEquals("", ran.out());
    }
    Ran several = caption("--out", file, HOUSE, FROG);
    assertEquals(1, several.exit());
    assertEquals(
        "ram: " + file + ": expected a folder for several images, found a file\n", several.err());
    assertEquals(
        "ram: " + folder + ": expected the name of a file, found a folder\n",
        caption("--html", folder, HOUSE).err());
    Path below = file.resolve("x.html");
    assertEquals(
        "ram: "
            + below
            + ": expected a name in a folder that exists, found the file "
            + file
            + "\n",
        caption("--html", below, HOUSE).err());
    assertEquals("precious", Files.readString(file));
    assertEquals(List.of("notes.png"), names(folder));
  }

  @Test
  void aPageOfAllImages() throws Exception {
    Path page = folder.resolve("page.html");
    Path odd = Files.copy(FROG, folder.resolve("<b>&'\".png"));
    Ran ran = caption("--json", "--html", page, HOUSE, odd);
    assertEquals(0, ran.exit(), ran.err());
    Document document = parsed(page);
    assertEquals("Captions", document.getElementsByTagName("h1").item(0).getTextContent());
    NodeList articles = document.getElementsByTagName("article");
    assertEquals(2, articles.getLength());
    List<String> names = List.of("house.png", "<b>&'\".png");
    for (int i = 0; i < 2; i++) {
      Element article = (Element) articles.item(i);
      assertEquals(names.get(i), article.getElementsByTagName("h2").item(0).getTextContent());
      String sentence = ran.json().get(i).get("caption").asText();
      assertEquals(sentence, article.getElementsByTagName("p").item(0).getTextContent());
      assertTrue(article.getTextContent().contains("sky & \"sea\""), article.getTextContent());
      Element image = (Element) article.getElementsByTagName("img").item(0);
      assertEquals(sentence, image.getAttribute("alt"));
      String address = image.getAttribute("src");
      assertTrue(address.startsWith("data:image/"), address.substring(0, 20));
      byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
      assertTrue(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth() > 0);
    }
    assertEquals(List.of("<b>&'\".png", "page.html"), names(folder));
  }

  private static Document parsed(Path page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(page.toFile());
  }
}
