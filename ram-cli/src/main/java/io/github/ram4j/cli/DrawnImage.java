package io.github.ram4j.cli;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** PNG file that names the program that drew it, by which later runs recognize it. */
final class DrawnImage {
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String KEYWORD = "Software";
  private static final String PROGRAM = "ram4j";
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int CHECKSUM = 4;

  private DrawnImage() {}

  /** Writes an image; the stream stays open. */
  static void write(BufferedImage image, OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      metadata.mergeTree(FORMAT, mark());
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode mark() {
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", KEYWORD);
    entry.setAttribute("value", PROGRAM);
    IIOMetadataNode texts = new IIOMetadataNode("tEXt");
    texts.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(texts);
    return root;
  }

  /** Returns whether {@link #write} wrote a file. */
  static boolean isDrawn(Path file) throws IOException {
    byte[] mark = (KEYWORD + "\0" + PROGRAM).getBytes(StandardCharsets.ISO_8859_1);
    try (InputStream stream = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(stream)) {
      if (in.readLong() != SIGNATURE) {
        return false;
      }
      while (true) {
        long length = Integer.toUnsignedLong(in.readInt());
        String kind = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        if (kind.equals("IDAT") || kind.equals("IEND")) {
          return false;
        }
        if (kind.equals("tEXt") && length == mark.length) {
          return Arrays.equals(mark, in.readNBytes(mark.length));
        }
        in.skipNBytes(length + CHECKSUM);
      }
    } catch (EOFException e) {
      return false;
    }
  }
}
