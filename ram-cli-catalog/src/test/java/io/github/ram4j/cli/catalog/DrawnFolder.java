package io.github.ram4j.cli.catalog;

import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * A folder of drawn images at several depths, some of them broken, with names of blanks, Chinese,
 * emoji and 200 characters. The same number gives the same files.
 *
 * @param folder the folder
 * @param names of all images, below the folder
 * @param broken names of those that are no images, in several ways
 */
record DrawnFolder(Path folder, TreeSet<String> names, TreeSet<String> broken) {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  /** Draws images; of every {@code each}, one is broken. */
  static DrawnFolder draw(Path folder, int count, int each) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> broken = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      String name = name(i);
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      byte[] bytes = encoded(i);
      if (i % each == each / 2) {
        bytes = broken(bytes, i / each);
        broken.add(name);
      }
      Files.write(file, bytes);
      names.add(name);
    }
    return new DrawnFolder(folder, names, broken);
  }

  private static String name(int i) {
    String below = "%02d/%02d/".formatted(i / 1000, i / 50 % 20);
    String ending = i % 3 == 0 ? ".png" : i % 3 == 1 ? ".jpg" : ".JPEG";
    return switch (i % 7) {
          case 0 -> "with blanks %d  and, comma".formatted(i);
          case 1 -> below + "狗和海滩 %d".formatted(i);
          case 2 -> below + "dog 🐕 %d 🏖".formatted(i);
          case 3 -> below + "n%d".formatted(i) + "o".repeat(194 - String.valueOf(i).length());
          case 4 -> below + "=sum('%d')&\"q\"%%20#?".formatted(i);
          default -> below + "IMG_%05d".formatted(i);
        }
        + ending;
  }

  private static byte[] encoded(int i) throws IOException {
    BufferedImage image = TestImages.drawn(WIDTH, HEIGHT, i);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, i % 3 == 0 ? "png" : "jpeg", out);
    return out.toByteArray();
  }

  private static byte[] broken(byte[] bytes, int way) {
    return switch (way % 4) {
      case 0 -> Arrays.copyOf(bytes, 100); // cut within the header
      case 1 -> new byte[0];
      case 2 -> "<html>no image</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      default -> new byte[5000];
    };
  }
}
