package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.RegionModelFiles;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram search --sheet} over a catalogue with regions. */
@Timeout(300)
class BoxedSearchTest {
  @TempDir static Path models;
  private static Path detector;

  @TempDir Path temporary;
  private Path pictures;
  private BufferedImage upright;

  @BeforeAll
  static void convert() throws IOException {
    detector =
        RegionModelFiles.in(
                models,
                (checkpoint, bundle) ->
                    Converter.convert(checkpoint, bundle, ConvertOptions.defaults()))
            .detector();
  }

  @BeforeEach
  void read() throws IOException {
    pictures = Files.createDirectories(temporary.resolve("pictures")).toRealPath();
    upright = ImageIO.read(TestImages.sample("house.png").toFile()).getSubimage(0, 0, 400, 360);
  }

  private BufferedImage sheet(int orientation, Object... more) throws IOException {
    Files.write(pictures.resolve("house.png"), TurnedPng.of(upright, orientation));
    Object[] tag = {"tag", pictures, "--model", "clipart"};
    ProgramRun.ram(Stream.of(tag, more).flatMap(Stream::of).toArray()).well();
    Path sheet = temporary.resolve("sheet-%d-%d.png".formatted(orientation, more.length));
    ProgramRun.ram("search", pictures, "house", "--sheet", sheet).well();
    return ImageIO.read(sheet.toFile());
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** Boxes of an image that is stored on its side lie where they lie on the upright one. */
  @Test
  void boxesAreThoseOfTheUprightImage() throws IOException {
    Object[] locate = {"--detector", detector, "--box-threshold", "0.3"};
    int[] plain = pixels(sheet(1));
    int[] boxed =
        pixels(
            sheet(
                1,
                Stream.of(locate, new Object[] {"--existing", "append"})
                    .flatMap(Stream::of)
                    .toArray()));
    assertFalse(Arrays.equals(plain, boxed), "there are boxes");
    for (int orientation : new int[] {6, 8}) {
      assertTrue(Arrays.equals(boxed, pixels(sheet(orientation, locate))), "" + orientation);
    }
  }

  @Test
  void theWebPageNamesThem() throws IOException {
    sheet(6, "--detector", detector, "--box-threshold", "0.3");
    Path page = temporary.resolve("sheet.html");
    ProgramRun.ram("search", pictures, "house", "--sheet", page).well();
    assertTrue(Files.readString(page).contains("alt=\"boxes: house"), "boxes of the tag");
    ProgramRun.ram("search", pictures, "name:house", "--sheet", page).well();
    assertEquals(-1, Files.readString(page).indexOf("boxes: "), "no tag was searched for");
  }
}
