package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.RegionModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Maps and boxes lie on the image that the models saw, upright or as it is stored. */
class PageOrientationTest {
  private static final Path TURNED = GoldenFiles.file("images/exif-rotated.jpg");
  private static final ModelOptions STORED =
      ModelOptions.defaults().withImages(ImageOptions.defaults().withExifRotation(false));
  private static final String SHAPES =
      "const i = document.getElementById('preview'), c = document.getElementById('looks');"
          + "i.classList.add('measured'); const shape = i.offsetWidth / i.offsetHeight;"
          + "i.classList.remove('measured'); return [shape, c.width / c.height]";

  @TempDir static Path folder;
  private static Recognizer upright;
  private static Recognizer stored;
  private static Locator locator;

  @BeforeAll
  static void open() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            folder,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    upright = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    stored = RamModels.open(ClipartModels.ram(), STORED);
    locator = RegionModels.openLocator(files.detector(), STORED);
  }

  @AfterAll
  static void close() {
    locator.close();
    stored.close();
    upright.close();
  }

  private static void lookForTheBest(Browser browser) {
    browser.choose(TURNED);
    browser.script(
        "const s = document.getElementById('shift'); s.value = -50;"
            + "s.dispatchEvent(new Event('input'))");
    browser.find("#chips .look").click();
    browser.until("!document.getElementById('looks').hidden");
  }

  private static void lookForPlaces(Browser browser) {
    browser.choose(TURNED);
    browser.find("#places-names").sendKeys("snake, red tree", Keys.ENTER);
    browser.until("document.querySelectorAll('#places button').length > 0");
  }

  private static double shape(ServedModels models) throws IOException {
    try (ServedPage page = ServedPage.open(models)) {
      lookForTheBest(page.browser());
      List<?> shapes = (List<?>) page.browser().script(SHAPES);
      double shown = ((Number) shapes.get(0)).doubleValue();
      assertEquals(shown, ((Number) shapes.get(1)).doubleValue(), 0.01);
      return shown;
    }
  }

  @Test
  void thePreviewIsTurnedAsTheModelsTurnImages() throws IOException {
    double turned = shape(ServedModels.of(upright));
    double asStored = shape(ServedModels.of(stored).withUpright(false));
    assertEquals(1, turned * asStored, 0.01);
    assertTrue(Math.abs(turned - asStored) > 0.1, "a square tells nothing: " + turned);
  }

  @Test
  void boxesLieOnTheImageAsItIsStored() throws IOException {
    try (ServedPage page =
        ServedPage.open(ServedModels.of(stored).withLocator(locator).withUpright(false))) {
      lookForPlaces(page.browser());
      assertTrue(page.browser().shows("#boxes"));
      assertFalse(page.browser().shows("#places-turned"));
    }
  }

  /** As with a JPEG whose orientation is in XMP data alone, which browsers do not read. */
  @Test
  void boxesOfAnotherShapeAreListedAlone() throws IOException {
    try (ServedPage page = ServedPage.open(ServedModels.of(stored).withLocator(locator))) {
      lookForPlaces(page.browser());
      assertFalse(page.browser().shows("#boxes"));
      assertTrue(page.browser().shows("#places-turned"));
      assertTrue(page.browser().shows("#places button"));
    }
  }
}
