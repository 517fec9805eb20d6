package io.github.ram4j.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of images for each tag, drawn of the samples: moved, scaled, on other backgrounds. */
final class ExampleFolders {
  private static final int SIDE = 128;

  private ExampleFolders() {}

  /** Draws images of a sample into the folder of its tag. */
  static void draw(Path folder, String sample, int count, long seed) throws IOException {
    drawInto(Files.createDirectories(folder.resolve(sample)), sample, count, seed);
  }

  /** Draws images of a sample into a folder. */
  static void drawInto(Path folder, String sample, int count, long seed) throws IOException {
    BufferedImage icon = ImageIO.read(Programs.sample(sample + ".png").toFile());
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillRect(0, 0, SIDE, SIDE);
      int side = SIDE * 7 / 10 + random.nextInt(SIDE * 3 / 10);
      graphics.drawImage(
          icon, random.nextInt(SIDE - side + 1), random.nextInt(SIDE - side + 1), side, side, null);
      graphics.dispose();
      ImageIO.write(image, "png", folder.resolve(sample + i + ".png").toFile());
    }
  }
}
