package io.github.ram4j.spark.data;

import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Drawings with tags, some of which are wrong: suns and houses on a sky, and files that are none.
 */
public final class DrawnExamples {
  static final int COUNT = 24;

  /** Every so many files one is no image, and one is missing. */
  private static final int BAD = 12;

  private DrawnExamples() {}

  /** Draws into a folder and writes the lines; gives their file. */
  public static Path in(Path folder) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path lines = folder.resolve("in.jsonl");
    Random random = new Random(7);
    try (ExampleWriter writer = new ExampleWriter(lines)) {
      for (int i = 0; i < COUNT; i++) {
        String name = "%d.png".formatted(i);
        draw(images.resolve(name), random, i);
        writer.write(example("images/" + name, i));
      }
      writer.finish();
    }
    return lines;
  }

  private static void draw(Path file, Random random, int i) throws IOException {
    if (i % BAD == 5) {
      Files.writeString(file, "no image");
    } else if (i % BAD != 7) {
      ImageIO.write(drawn(random, i), "png", file.toFile());
    }
  }

  private static BufferedImage drawn(Random random, int i) {
    BufferedImage image = new BufferedImage(120, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(120 + random.nextInt(100), 180, 240));
    pen.fillRect(0, 0, 120, 100);
    int x = random.nextInt(60);
    if (i % 2 == 0) {
      pen.setColor(Color.YELLOW);
      pen.fillOval(x, 10, 40, 40);
    } else {
      pen.setColor(new Color(160, 80, 40));
      pen.fillRect(x, 50, 50, 40);
      pen.fillPolygon(new int[] {x - 5, x + 25, x + 55}, new int[] {50, 20, 50}, 3);
    }
    pen.dispose();
    return image;
  }

  /** Most examples have the tag that is drawn; some have captions and fields. */
  private static Example example(String image, int i) {
    boolean isSun = i % 2 == 0 && i % 8 != 2;
    List<String> tags = new ArrayList<>(List.of(isSun ? "sun" : "house", "sky"));
    if (i % 5 == 0) {
      tags.add("nothing of the model's");
    }
    Example example = Example.of(image, tags).withOther("source", "{\"n\": " + i + "}");
    return i % 4 == 0 ? example.withCaptions(List.of("a drawing", "number " + i)) : example;
  }

  /** The lines of a folder's files, one after the other, as bytes are. */
  public static String joined(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("part-")).sorted().toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
