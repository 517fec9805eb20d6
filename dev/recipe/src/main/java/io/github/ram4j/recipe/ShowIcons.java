package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconRaster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Draws sheets of all tags and their icons, a row for each tag and a column for each set, for
 * inspection: an icon that does not show its tag is removed from {@code classes.tsv}.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' io.github.ram4j.recipe.ShowIcons \
 *   --icons ICONS --sets noto,twemoji --out SHEETS
 * </pre>
 */
@Command(
    name = "ShowIcons",
    description = "Draws sheets of all tags and their icons.",
    mixinStandardHelpOptions = true)
public final class ShowIcons implements Callable<Integer> {
  private static final int CELL_PX = 44;
  private static final int NAME_PX = 110;
  private static final int ROWS = 24;
  private static final int COLUMNS = 2;

  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the sheets go into.")
  private Path out;

  ShowIcons() {}

  /**
   * Draws.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new ShowIcons(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    IconLibrary library = folders.read(IconClasses.all());
    Files.createDirectories(out);
    List<IconClass> classes = library.classes();
    int perSheet = ROWS * COLUMNS;
    for (int first = 0; first < classes.size(); first += perSheet) {
      List<IconClass> shown = classes.subList(first, Math.min(first + perSheet, classes.size()));
      Path file = out.resolve("icons-%02d.png".formatted(first / perSheet));
      ImageIO.write(sheet(library, shown), "png", file.toFile());
    }
    for (String set : library.sets()) {
      long tags =
          classes.stream().filter(each -> !library.icons(set, each.name()).isEmpty()).count();
      long icons = classes.stream().mapToLong(each -> library.icons(set, each.name()).size()).sum();
      System.out.printf("%-20s %4d tags %5d icons%n", set, tags, icons);
    }
    System.out.printf("%d tags%n", classes.size());
    return 0;
  }

  private static BufferedImage sheet(IconLibrary library, List<IconClass> classes) {
    int width = NAME_PX + library.sets().size() * 2 * CELL_PX;
    BufferedImage sheet =
        new BufferedImage(width * COLUMNS, ROWS * CELL_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(new Color(0xd8dce0));
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < classes.size(); i++) {
      int x = i / ROWS * width;
      int y = i % ROWS * CELL_PX;
      graphics.setColor(Color.BLACK);
      graphics.drawString(classes.get(i).name(), x + 2, y + CELL_PX / 2);
      for (String set : library.sets()) {
        int at = x + NAME_PX + library.sets().indexOf(set) * 2 * CELL_PX;
        draw(graphics, library.icons(set, classes.get(i).name()), at, y);
      }
    }
    graphics.dispose();
    return sheet;
  }

  /** Draws all icons side by side in two cells. */
  private static void draw(Graphics2D graphics, List<IconRaster> icons, int x, int y) {
    int side = icons.size() <= 2 ? CELL_PX : 2 * CELL_PX / icons.size();
    for (int i = 0; i < icons.size(); i++) {
      IconRaster icon = icons.get(i);
      BufferedImage image =
          new BufferedImage(icon.width(), icon.height(), BufferedImage.TYPE_INT_ARGB);
      image.setRGB(0, 0, icon.width(), icon.height(), icon.argb(), 0, icon.width());
      double scale = (side - 2.0) / Math.max(icon.width(), icon.height());
      int width = (int) (icon.width() * scale);
      int height = (int) (icon.height() * scale);
      graphics.drawImage(image, x + i * side, y, width, height, null);
    }
  }
}
