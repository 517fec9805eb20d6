package io.github.ram4j.examples;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.view.scene.CocoScenes;
import io.github.ram4j.view.scene.SceneView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Finds the tags of an image, their boxes and their masks, and writes them as a drawing and as
 * COCO's annotations: {@code Places DETECTOR SEGMENTER IMAGE DRAWING.png COCO.json}.
 */
public final class Places {
  private Places() {}

  /**
   * Finds the places of an image's tags.
   *
   * @param arguments a detector's bundle, a segmenter's, an image, the two files to write
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    Path image = Path.of(arguments[2]);
    // Decoded once: all models see one image and one orientation of it.
    BufferedImage pixels = RamModels.decode(ImageSource.of(image), ImageOptions.defaults());
    ImageSource source = ImageSource.of(pixels);
    try (Recognizer recognizer = RamModels.open(PhotoModels.tagger(), ModelOptions.defaults());
        Locator locator = RegionModels.openLocator(Path.of(arguments[0]));
        Segmenter segmenter = RegionModels.openSegmenter(Path.of(arguments[1]))) {
      List<TagScore> things = ThingTags.of(recognizer.recognize(source).tags());
      Scene scene =
          SceneFinder.of(locator)
              .withSegmenter(segmenter)
              .withOptions(LocateOptions.defaults().withLimit(20))
              .find(image.toString(), source, things);
      for (SceneRegion found : scene.regions()) {
        System.out.printf(
            "%s %.2f %s, %d pixels%n",
            found.region().tag().english(),
            found.region().score(),
            found.region().box(),
            found.mask().orElseThrow().mask().area());
      }
      ImageIO.write(SceneView.draw(pixels, scene), "png", Path.of(arguments[3]).toFile());
      try (OutputStream coco = Files.newOutputStream(Path.of(arguments[4]))) {
        CocoScenes.write(coco, List.of(scene));
      }
    }
  }
}
