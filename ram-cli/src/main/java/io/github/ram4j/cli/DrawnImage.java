package io.github.ram4j.cli;

import io.github.ram4j.bundle.BundleFile;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * PNG file that names the program that drew it, by which later runs recognize it, and has a digest
 * of its image's path, which tells the drawings of two images apart and gives no folder away.
 */
final class DrawnImage {
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String KEYWORD = "Software";
  private static final String PROGRAM = "ram4j";
  private static final String OF = "ram4j image";
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int CHECKSUM = 4;

  private DrawnImage() {}

  /** Writes the drawing of an image; the stream stays open. */
  static void write(BufferedImage image, Path source, OutputStream out) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
      metadata.mergeTree(FORMAT, mark(source));
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode mark(Path source) {
    IIOMetadataNode texts = new IIOMetadataNode("tEXt");
    texts.appendChild(entry(KEYWORD, PROGRAM));
    texts.appendChild(entry(OF, digest(source)));
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(texts);
    return root;
  }

  private static IIOMetadataNode entry(String keyword, String value) {
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", keyword);
    entry.setAttribute("value", value);
    return entry;
  }

  private static String digest(Path source) {
    String path = source.toAbsolutePath().normalize().toString();
    try {
      return BundleFile.measure(
              "path", new ByteArrayInputStream(path.getBytes(StandardCharsets.UTF_8)))
          .sha256();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether {@link #write} wrote a file. */
  static boolean isDrawn(Path file) throws IOException {
    return hasText(file, KEYWORD, PROGRAM);
  }

  /** Returns whether {@link #write} wrote a file for an image of this path. */
  static boolean isDrawnOf(Path file, Path source) throws IOException {
    return hasText(file, OF, digest(source));
  }

  private static boolean hasText(Path file, String keyword, String value) throws IOException {
    byte[] text = (keyword + "\0" + value).getBytes(StandardCharsets.ISO_8859_1);
    try (InputStream stream = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream))) {
      return in.readLong() == SIGNATURE && hasText(in, text);
    } catch (EOFException e) {
      return false;
    }
  }

  private static boolean hasText(DataInputStream in, byte[] text) throws IOException {
    while (true) {
      long length = Integer.toUnsignedLong(in.readInt());
      String kind = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      if (kind.equals("IDAT") || kind.equals("IEND")) {
        return false;
      }
      boolean candidate = kind.equals("tEXt") && length == text.length;
      if (candidate && Arrays.equals(text, in.readNBytes(text.length))) {
        return true;
      }
      in.skipNBytes((candidate ? 0 : length) + CHECKSUM);
    }
  }
}
