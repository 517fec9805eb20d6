package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Recognizer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of images into the page, and what becomes of those that are none. */
class PageImagesTest {
  private static final String REFUSED = "status of 415";

  private static Recognizer model;
  private static ServedPage page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    model = PageModels.photo();
    page = ServedPage.open(ServedModels.of(model));
    browser = page.browser();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    model.close();
  }

  @BeforeEach
  void open() {
    browser.reload();
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet(REFUSED);
  }

  private static void assertPanda() {
    assertTrue(
        browser.texts("#chips li").stream().anyMatch(text -> text.startsWith("panda 熊猫 0.9")));
  }

  @Test
  void severalThatAreChosen() {
    browser.choose(PageModels.PANDA, PageModels.CASTLE);
    assertPanda();
    assertEquals("panda.jpg", browser.text("#file-name"));
    assertEquals(
        List.of("panda.jpg", "castle.jpg"),
        browser.script(
            "return [...document.querySelectorAll('#strip li')].map(i => i.textContent)"));
    browser.find("#strip li:last-child").click();
    assertEquals("castle.jpg", browser.text("#file-name"));
    assertTrue(browser.texts("#chips li").stream().anyMatch(text -> text.startsWith("castle")));
    browser.until("document.getElementById('preview').naturalWidth > 0");
    browser.until("[...document.querySelectorAll('#strip canvas')].every(c => c.height > 0)");
  }

  @Test
  void oneThatIsDropped() {
    browser.drop(PageModels.PANDA);
    browser.untilDone(1);
    assertPanda();
    assertFalse(browser.shows("#drop-here"));
  }

  @Test
  void aFolderThatIsDroppedIsToldAndNotSent(@TempDir Path folder) throws IOException {
    Files.copy(PageModels.PANDA, folder.resolve("panda.jpg"));
    long before = browser.answers();
    browser.drop(folder, PageModels.PANDA);
    browser.untilDone(2);
    assertEquals(
        "This is a folder: drop the images that are in it", browser.text("#problem-title"));
    assertTrue(browser.text("#problem-detail").endsWith(folder.getFileName().toString()));
    assertEquals(before + 1, browser.answers());
    browser.find("#strip li:last-child").click();
    assertPanda();
  }

  @Test
  void oneThatIsPasted() throws IOException {
    String png = Base64.getEncoder().encodeToString(png(PageModels.PANDA));
    assertEquals(
        "written",
        browser.asyncScript(
            "const done = arguments[1];"
                + "const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));"
                + "const blob = new Blob([bytes], {type: 'image/png'});"
                + "navigator.clipboard.write([new ClipboardItem({'image/png': blob})])"
                + ".then(() => done('written'), e => done(String(e)));",
            png));
    browser.pressWithControl("v");
    browser.untilDone(1);
    assertPanda();
    assertEquals("pasted-1.png", browser.text("#file-name"));
  }

  private static byte[] png(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(file)) {
      ImageIO.write(ImageIO.read(in), "png", out);
    }
    return out.toByteArray();
  }

  @Test
  void oneThatIsPhotographed() {
    assertEquals("environment", browser.find("#photograph").getDomAttribute("capture"));
    browser.find("#photograph").sendKeys(PageModels.PANDA.toString());
    browser.untilDone(1);
    assertPanda();
  }

  @Test
  void resultsOfAllAreSaved(@TempDir Path folder) throws IOException {
    browser.choose(PageModels.PANDA, PageModels.NO_IMAGE, PageModels.CASTLE);
    JsonNode saved = browser.saved(folder, "tags.json", () -> browser.find("#save").click());
    assertEquals(2, saved.size());
    assertEquals("panda.jpg", saved.at("/0/image").asText());
    assertEquals("castle", saved.at("/1/tags/0/en").asText());
  }

  /** As HEIC in most browsers. */
  @Test
  void oneThatTheBrowserCannotShow(@TempDir Path folder) throws IOException {
    Path tiff = folder.resolve("panda.tiff");
    BufferedImage image = ImageIO.read(PageModels.PANDA.toFile());
    assertTrue(ImageIO.write(image, "tiff", tiff.toFile()));
    browser.choose(tiff);
    assertPanda();
    browser.until("document.getElementById('preview').hidden");
    assertEquals("No preview: the browser cannot show this file.", browser.text("#no-preview"));
  }

  @Test
  void aFileThatIsNoImageGetsTheServersWords() {
    browser.choose(PageModels.NO_IMAGE, PageModels.PANDA);
    assertEquals("This file is no image that the server can read", browser.text("#problem-title"));
    assertTrue(browser.text("#problem-detail").contains("expected one of PNG, JPEG"));
    assertEquals("alert", browser.find("#problem").getAriaRole());
    assertFalse(browser.shows("#chips li"));
    browser.find("#strip li:last-child").click();
    assertPanda();
    assertFalse(browser.shows("#problem"));
  }

  @Test
  void anImageThatIsTooLargeIsNotSent(@TempDir Path folder) throws IOException {
    Path large = folder.resolve("large.jpg");
    Files.write(large, new byte[ServerOptions.defaults().limits().bodyBytes() + 1]);
    long before = browser.answers();
    browser.choose(large);
    assertEquals("This image is too large for the server", browser.text("#problem-title"));
    assertEquals(before, browser.answers());
  }

  @Test
  void imagesAreRemoved() {
    browser.choose(PageModels.PANDA, PageModels.CASTLE);
    browser.find("#remove").click();
    assertEquals("castle.jpg", browser.text("#file-name"));
    browser.find("#clear").click();
    assertFalse(browser.shows("#work"));
    assertFalse(browser.shows("#history"));
    browser.choose(PageModels.PANDA);
    assertPanda();
  }
}
