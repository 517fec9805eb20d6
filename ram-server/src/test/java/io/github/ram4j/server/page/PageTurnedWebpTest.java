package io.github.ram4j.server.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.testkit.RegionModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * A WebP with EXIF data, which Chromium shows as it is stored, is shown as the models see it, also
 * where its shape does not tell how it is turned.
 */
class PageTurnedWebpTest {
  /**
   * Red, blue in the upper left quarter, 60 x 40 and 40 x 40 pixels, of orientation 1; of Pillow:
   * {@code image.save(file, lossless=True, exif=exif)}.
   */
  private static final String WIDE =
      "UklGRmIAAABXRUJQVlA4WAoAAAAIAAAAOwAAJwAAVlA4TCEAAAAvO8AJAA8Q87//8x8ODLORNAbnb3NmNdh3RP+j"
          + "etwu2AYARVhJRhoAAABNTQAqAAAACAABARIAAwAAAAEAAQAAAAAAAA==";

  private static final String SQUARE =
      "UklGRmAAAABXRUJQVlA4WAoAAAAIAAAAJwAAJwAAVlA4TB8AAAAvJ8AJAA8Q87//8x8OCLON5k87gwnc/SP6PwFg"
          + "zfsIAEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAEAAAAAAAA=";

  /** The place of the orientation's value from the end of the file. */
  private static final int VALUE_FROM_END = 7;

  private static final String QUARTERS =
      "const i = document.getElementById('preview'), c = document.createElement('canvas');"
          + "c.width = c.height = 2; const d = c.getContext('2d');"
          + "d.drawImage(i, 0, 0, 2, 2); const p = d.getImageData(0, 0, 2, 2).data;"
          + "return [0, 1, 2, 3].map(q => p[4 * q + 2] > p[4 * q] ? 'blue' : 'red').join(' ')";

  @TempDir static Path folder;
  private static Recognizer recognizer;
  private static Locator locator;

  @BeforeAll
  static void open() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            folder,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    locator = RegionModels.openLocator(files.detector(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    locator.close();
    recognizer.close();
  }

  private static Path webp(String encoded, int orientation) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(encoded);
    bytes[bytes.length - VALUE_FROM_END] = (byte) orientation;
    return Files.write(folder.resolve("turned-" + orientation + ".webp"), bytes);
  }

  /** The quarters are those of the upper row, then those of the lower one, from left to right. */
  @ParameterizedTest
  @CsvSource({
    "true, 1, blue red red red",
    "true, 3, red red red blue",
    "false, 3, red red red blue",
    "true, 2, red blue red red",
    "true, 4, red red blue red",
    "true, 6, red blue red red",
    "true, 8, red red blue red",
    "false, 6, red blue red red",
    "false, 7, red red red blue",
  })
  void boxesAndMapsLieOnTheTurnedPreview(boolean square, int orientation, String quarters)
      throws IOException {
    Path file = webp(square ? SQUARE : WIDE, orientation);
    try (ServedPage page = ServedPage.open(ServedModels.of(recognizer).withLocator(locator))) {
      Browser browser = page.browser();
      browser.choose(file);
      browser.find("#places-names").sendKeys("snake, red tree", Keys.ENTER);
      browser.until("document.querySelectorAll('#places button').length > 0");
      browser.until("document.getElementById('preview').naturalWidth > 0");
      assertEquals(quarters, browser.script(QUARTERS));
      assertTrue(browser.shows("#boxes"));
      assertFalse(browser.shows("#places-turned"));
      String size = square ? "40 × 40" : orientation < 5 ? "60 × 40" : "40 × 60";
      browser.until(
          "document.getElementById('file-facts').textContent.endsWith(' · " + size + "')");
      assertEquals(
          "0 0 " + size.replace(" ×", ""),
          browser.script("return document.getElementById('boxes').getAttribute('viewBox')"));
      browser.assertQuiet();
    }
  }
}
