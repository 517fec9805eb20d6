package io.github.ram4j.benchmarks.sheet;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Sheet of labelled images with the tags that models found. */
public final class ContactSheet {
  private static final int COLUMNS = 6;
  private static final float QUALITY = 0.78f;

  private final LabelledImages labels;

  private ContactSheet(LabelledImages labels) {
    this.labels = labels;
  }

  /**
   * A sheet of the images of two files of lines {@code image,tag,tag…}.
   *
   * @param truth tags that are right; images are beside it
   * @param neutral tags that are neither right nor wrong
   * @return the sheet
   */
  public static ContactSheet of(Path truth, Path neutral) throws IOException {
    return new ContactSheet(LabelledImages.read(truth, neutral));
  }

  /**
   * Draws all images, in the order of the truth.
   *
   * @param models by their names on the sheet; asked for every image
   * @return the sheet, RGB
   */
  public BufferedImage draw(Map<String, Recognizer> models) throws IOException {
    List<Path> files = List.copyOf(labels.truth().keySet());
    int rows = (files.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * SheetTile.WIDTH_PX, rows * SheetTile.HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      Typesetter typesetter = new Typesetter();
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        Map<String, Recognition> said = new LinkedHashMap<>();
        for (Map.Entry<String, Recognizer> model : models.entrySet()) {
          said.put(model.getKey(), model.getValue().recognize(ImageSource.of(file)));
        }
        new SheetTile(
                graphics,
                typesetter,
                i % COLUMNS * SheetTile.WIDTH_PX,
                i / COLUMNS * SheetTile.HEIGHT_PX)
            .draw(ImageIO.read(file.toFile()), file, labels, said);
      }
    } finally {
      graphics.dispose();
    }
    return sheet;
  }

  /**
   * Writes a sheet as JPEG.
   *
   * @param sheet RGB
   * @param file replaced if it is there
   */
  public static void write(BufferedImage sheet, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(sheet, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
