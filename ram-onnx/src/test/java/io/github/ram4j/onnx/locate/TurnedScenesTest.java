package io.github.ram4j.onnx.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Tag;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.RegionModelFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boxes and masks of one image are of one orientation, even where its sizes do not tell. */
class TurnedScenesTest {
  private static final ModelOptions STORED =
      ModelOptions.defaults().withImages(ImageOptions.defaults().withExifRotation(false));
  private static final List<Tag> TAGS =
      List.of(new Tag(0, "bee", List.of(), true), new Tag(1, "red tree", List.of(), true));

  @TempDir static Path folder;
  private static Locator upright;
  private static Locator stored;
  private static Segmenter uprightMasks;
  private static Segmenter storedMasks;

  @BeforeAll
  static void open() throws IOException {
    RegionModelFiles files =
        RegionModelFiles.in(
            folder,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
    upright = RegionModels.openLocator(files.detector());
    stored = RegionModels.openLocator(files.detector(), STORED);
    uprightMasks = RegionModels.openSegmenter(files.segmenter());
    storedMasks = RegionModels.openSegmenter(files.segmenter(), STORED);
  }

  @AfterAll
  static void close() {
    storedMasks.close();
    uprightMasks.close();
    stored.close();
    upright.close();
  }

  /** A part of an image of the golden values as a JPEG that has, or has not, an orientation. */
  private static ImageSource jpeg(int width, int height, int orientation) throws IOException {
    BufferedImage whole = ImageIO.read(GoldenFiles.file("images/landscape.png").toFile());
    BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    part.createGraphics().drawImage(whole, 0, 0, null);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(part, "jpg", encoded);
    if (orientation == 0) {
      return ImageSource.of(encoded.toByteArray());
    }
    byte[] plain = encoded.toByteArray();
    ByteBuffer file = ByteBuffer.allocate(plain.length + 36);
    file.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
    file.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    file.putShort((short) 0x112).putShort((short) 3).putInt(1);
    file.putShort((short) orientation).putShort((short) 0).putInt(0);
    return ImageSource.of(file.put(plain, 2, plain.length - 2).array());
  }

  private static Scene scene(Locator locator, Segmenter segmenter, ImageSource image)
      throws IOException {
    return SceneFinder.of(locator)
        .withSegmenter(segmenter)
        .withOptions(LocateOptions.defaults().withBoxThreshold(0).withLimit(1))
        .findTags("photo.jpg", image, TAGS);
  }

  @ParameterizedTest
  @CsvSource({"320, 240, 3", "240, 240, 6", "240, 240, 2"})
  void modelsThatTurnItOtherwiseAreRefused(int width, int height, int orientation)
      throws IOException {
    ImageSource image = jpeg(width, height, orientation);
    assertEquals(orientation, upright.locate(image, TAGS).orientation());
    assertEquals(1, storedMasks.embed(image).orientation());
    for (boolean turned : new boolean[] {true, false}) {
      assertFalse(
          scene(turned ? upright : stored, turned ? uprightMasks : storedMasks, image)
              .regions()
              .isEmpty());
      ModelException refused =
          assertThrows(
              ModelException.class,
              () -> scene(turned ? upright : stored, turned ? storedMasks : uprightMasks, image));
      String message = refused.getMessage();
      assertTrue(
          message.startsWith("photo.jpg: expected a segmenter that turns images as the locator"),
          message);
      assertTrue(message.contains("by EXIF orientation " + (turned ? orientation : 1)), message);
      assertTrue(message.endsWith(" by " + (turned ? 1 : orientation)), message);
    }
  }

  /** There is nothing to turn. */
  @Test
  void imagesWithoutAnOrientationAreTakenByAll() throws IOException {
    for (int none : new int[] {0, 1}) {
      ImageSource image = jpeg(240, 240, none);
      assertFalse(scene(upright, storedMasks, image).regions().isEmpty());
      assertFalse(scene(stored, uprightMasks, image).regions().isEmpty());
    }
  }
}
