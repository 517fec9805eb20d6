package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that a camera stored upside down. */
class ExifTest {
  @TempDir Path folder;

  @Test
  void anImageIsTurnedUprightUnlessAskedNotTo() throws IOException {
    byte[] turned = jpegUpsideDown(sample("rocket.png"));
    Path plain = Files.write(folder.resolve("plain.jpg"), turned);
    Path marked = Files.write(folder.resolve("marked.jpg"), withOrientation(turned, 3));
    double upright =
        ram("recognize", "--model", "clipart", "--json", sample("rocket.png"))
            .json()
            .get(0)
            .get("tags")
            .get(0)
            .get("score")
            .asDouble();

    JsonNode turnedUpright = best(marked);
    assertEquals("rocket", turnedUpright.get("en").asText());
    assertEquals(upright, turnedUpright.get("score").asDouble(), 0.1);
    JsonNode asStored = best(marked, "--no-exif");
    assertEquals(best(plain), asStored);
    assertNotEquals(turnedUpright, asStored);
    assertTrue(asStored.get("score").asDouble() < upright - 0.1, asStored.toString());
  }

  private static JsonNode best(Path source, String... options) throws IOException {
    Object[] arguments = new Object[options.length + 6];
    arguments[0] = "recognize";
    arguments[1] = "--json";
    arguments[2] = "--top=1";
    arguments[3] = "--tags=rocket";
    arguments[4] = "--model=clipart";
    arguments[5] = source;
    System.arraycopy(options, 0, arguments, 6, options.length);
    return ram(arguments).json().get(0).get("tags").get(0);
  }

  private static byte[] jpegUpsideDown(Path source) throws IOException {
    BufferedImage image = ImageIO.read(source.toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.rotate(Math.PI, width / 2.0, height / 2.0);
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(turned, "jpeg", out);
    return out.toByteArray();
  }

  /** Puts a segment with EXIF data of one entry behind the start of the file. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xFF);
    out.write(0xD8);
    out.write(0xFF);
    out.write(0xE1);
    out.write(0);
    out.write(34);
    out.writeBytes("Exif\0\0MM\0*\0\0\0\b".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[] {0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation});
    out.writeBytes(new byte[6]);
    out.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
    return out.toByteArray();
  }
}
