package io.github.ram4j.search.sheet;

import io.github.ram4j.locate.Scene;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.view.scene.SceneView;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** The small image of one that was found, with the boxes of the tags that were searched for. */
final class HitPicture {
  /** More boxes than these cover a small image. */
  static final int MOST_BOXES = 12;

  private HitPicture() {}

  /** Empty if the file is not there any more or cannot be decoded. */
  static Optional<BufferedImage> of(SearchHit hit, Thumbnails decoder, int width, int height) {
    return Thumbnail.decoded(hit.file(), decoder)
        .map(
            image -> {
              BufferedImage small = Thumbnail.fitted(image, width, height);
              return hit.scene()
                  .filter(scene -> isOf(image, scene))
                  .map(scene -> SceneView.drawBoxes(small, best(scene)))
                  .orElse(small);
            });
  }

  /** Returns whether an image has the shape that it had when regions were looked for. */
  private static boolean isOf(BufferedImage image, Scene scene) {
    long across = (long) image.getWidth() * scene.height();
    long down = (long) image.getHeight() * scene.width();
    return Math.abs(across - down) <= Math.max(scene.width(), scene.height()); // rounded
  }

  private static Scene best(Scene scene) {
    return new Scene(
        scene.image(),
        scene.width(),
        scene.height(),
        List.of(),
        scene.regions().subList(0, Math.min(MOST_BOXES, scene.regions().size())),
        List.of());
  }
}
