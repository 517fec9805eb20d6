package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Tag;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.testkit.RegionModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Boxes and masks over the image, and their list. */
class PageRegionsTest {
  private static final List<String> NAMES = List.of("snake", "red tree");

  @TempDir static Path folder;
  private static Captioner model;
  private static Locator locator;
  private static Segmenter segmenter;
  private static ServedPage page;
  private static Browser browser;
  private static Scene expected;

  @BeforeAll
  static void start() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            folder,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    model = PageModels.clipart();
    locator = RegionModels.openLocator(files.detector());
    segmenter = RegionModels.openSegmenter(files.segmenter());
    page = ServedPage.open(ServedModels.of(model).withLocator(locator).withSegmenter(segmenter));
    browser = page.browser();
    List<Tag> tags =
        List.of(
            new Tag(0, NAMES.get(0), List.of(), true), new Tag(1, NAMES.get(1), List.of(), true));
    expected =
        SceneFinder.of(locator)
            .withSegmenter(segmenter)
            .findTags("scene", ImageSource.of(PageModels.SCENE), tags);
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
    segmenter.close();
    locator.close();
    model.close();
  }

  @BeforeEach
  void open() {
    browser.reload();
    browser.choose(PageModels.SCENE);
    browser.find("#places-names").sendKeys(String.join(", ", NAMES), Keys.ENTER);
    browser.until("document.querySelectorAll('#places button').length > 0");
  }

  @AfterEach
  void nothingElseWasAskedFor() throws IOException {
    browser.assertQuiet();
  }

  @Test
  void boxesAreTheLibrarys() {
    assertFalse(expected.regions().isEmpty());
    List<String> listed = browser.texts("#places button");
    assertEquals(expected.regions().size(), listed.size());
    for (int i = 0; i < listed.size(); i++) {
      SceneRegion region = expected.regions().get(i);
      assertTrue(listed.get(i).startsWith(region.region().tag().english()), listed.get(i));
      Object x =
          browser.script(
              "return Number(document.querySelectorAll('#boxes .line')[arguments[0]]"
                  + ".getAttribute('x'))",
              i);
      assertEquals(region.region().box().x0(), ((Number) x).floatValue(), 1e-2f);
    }
    assertEquals(
        "0 0 %d %d".formatted(expected.width(), expected.height()),
        browser.script("return document.getElementById('boxes').getAttribute('viewBox')"));
  }

  /** The browser reads COCO's run lengths to the same pixels. */
  @Test
  void masksAreTheLibrarys() {
    for (SceneRegion region : expected.regions()) {
      String counts = region.mask().orElseThrow().mask().coco();
      Object area =
          browser.asyncScript(
              "import('/masks.js').then(m => m.runs(arguments[0])"
                  + ".filter((length, i) => i % 2 === 1).reduce((a, b) => a + b, 0))"
                  + ".then(arguments[1], e => arguments[1](String(e)))",
              counts);
      assertEquals((long) region.mask().orElseThrow().mask().area(), area);
    }
    Object drawn =
        browser.script(
            "const c = document.getElementById('masks'); const d = c.getContext('2d')"
                + ".getImageData(0, 0, c.width, c.height).data; let n = 0;"
                + "for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n");
    assertTrue((long) drawn > 0);
  }

  @Test
  void theKeyboardMarksABoxAndTheSwitchHidesAll() {
    browser.script("document.querySelector('#places button').focus()");
    assertEquals(1L, marked());
    browser.press(Keys.ENTER);
    assertEquals("true", browser.find("#places button").getDomAttribute("aria-pressed"));
    browser.script("document.getElementById('places-names').focus()");
    assertEquals(1L, marked());
    browser.script("document.querySelector('#places button').focus()");
    browser.press(Keys.ENTER);
    browser.script("document.getElementById('places-names').focus()");
    assertEquals(0L, marked());
    assertTrue(browser.shows("#boxes"));
    browser.find("#places-shown").click();
    assertFalse(browser.shows("#boxes"));
    assertFalse(browser.shows("#masks"));
    browser.find("#places-shown").click();
    assertTrue(browser.shows("#boxes"));
  }

  private static Object marked() {
    return browser.script("return document.querySelectorAll('#boxes .marked').length");
  }

  @Test
  void itIsSaidInBothLanguages() {
    String said = (String) browser.script("return document.getElementById('said').textContent");
    assertTrue(said.matches("\\d+ places?\\. .*"), said);
    String spoken =
        (String) browser.script("return document.querySelector('#places button').textContent");
    assertTrue(spoken.contains("% of the image"), spoken);
    browser.find("#page-language [value=zh]").click();
    spoken = (String) browser.script("return document.querySelector('#places button').textContent");
    assertTrue(spoken.contains("占图片的"), spoken);
    assertEquals("物体位置", browser.text("#places-title"));
  }

  @Test
  void nothingFoundIsSaid() {
    browser.find("#places-names").clear();
    browser.find("#places-names").sendKeys("?", Keys.ENTER);
    browser.until("!document.getElementById('places-none').hidden");
    assertTrue(browser.shows("#places-skipped"));
    assertFalse(browser.shows("#boxes"));
  }

  @Test
  void thePageHasNoFaultsWithBoxes() {
    Axe.assertNoFaults(browser, "boxes");
    browser.prefer("dark");
    Axe.assertNoFaults(browser, "boxes, dark");
    browser.resize(320, 700);
    Axe.assertNoFaults(browser, "boxes, 320 px");
    assertEquals(
        true,
        browser.script(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
  }
}
