package io.github.ram4j.programs.spark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of drawn JPEGs; the same number gives the same images. */
final class DrawnImages {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int RECTANGLES = 40;

  private DrawnImages() {}

  /** A folder with so many images, drawn unless it is there. */
  static Path folder(Path parent, int count) throws IOException {
    Path folder = parent.resolve("images-" + count);
    if (!Files.exists(folder)) {
      Path part = Files.createDirectories(parent.resolve("images-" + count + ".part"));
      for (int i = 0; i < count; i++) {
        ImageIO.write(drawn(i), "jpeg", part.resolve("%06d.jpg".formatted(i)).toFile());
      }
      Files.move(part, folder);
    }
    return folder;
  }

  private static BufferedImage drawn(int seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < RECTANGLES; i++) {
      int color = random.nextInt(1 << 24);
      int left = random.nextInt(WIDTH);
      int top = random.nextInt(HEIGHT);
      for (int y = top; y < Math.min(HEIGHT, top + HEIGHT / 3); y++) {
        for (int x = left; x < Math.min(WIDTH, left + WIDTH / 3); x++) {
          image.setRGB(x, y, color + x % 8);
        }
      }
    }
    return image;
  }
}
