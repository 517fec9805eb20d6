package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decoder of GIF pictures: of the first as Pillow does it. Each pixel has its palette colour,
 * transparent ones too, and what the picture leaves free of the canvas has the transparent colour,
 * or else the palette's first.
 *
 * <p>The JDK's reader expands it. OpenCV is not used here as it paints transparent pixels in the
 * background colour, and refuses files without the end mark and pictures that reach beyond the
 * screen.
 *
 * @implNote Source: Pillow, src/PIL/GifImagePlugin.py
 */
final class GifDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    GifHeader gif = GifHeader.read(new HeaderBytes(encoded, false));
    return PictureHeader.of(PictureFormat.GIF, gif.canvasWidth(), gif.canvasHeight());
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    GifHeader gif = GifHeader.read(new HeaderBytes(encoded, false));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(in, true, true);
      return paint(gif, reader.read(0));
    } catch (IOException | RuntimeException e) {
      throw new DamagedPictureException("GIF: expected a whole picture, found: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  private static RgbImage paint(GifHeader header, BufferedImage picture) {
    IndexColorModel colours = (IndexColorModel) picture.getColorModel();
    byte[] palette = new byte[3 * 256];
    for (int i = 0; i < colours.getMapSize(); i++) {
      palette[3 * i] = (byte) colours.getRed(i);
      palette[3 * i + 1] = (byte) colours.getGreen(i);
      palette[3 * i + 2] = (byte) colours.getBlue(i);
    }
    byte[] rgb = new byte[3 * header.canvasWidth() * header.canvasHeight()];
    if (picture.getWidth() * picture.getHeight() < rgb.length / 3) {
      int free = 3 * Math.max(0, header.transparentIndex());
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = palette[free + i % 3];
      }
    }
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      picture.getRaster().getSamples(0, y, row.length, 1, 0, row);
      int out = 3 * (header.canvasWidth() * (header.top() + y) + header.left());
      for (int index : row) {
        System.arraycopy(palette, 3 * index, rgb, out, 3);
        out += 3;
      }
    }
    return new RgbImage(header.canvasWidth(), header.canvasHeight(), rgb);
  }
}
