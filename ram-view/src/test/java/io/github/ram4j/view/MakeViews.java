package io.github.ram4j.view;

import io.github.ram4j.Caption;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Shows a caption made by hand in all ways, to look at. */
public final class MakeViews {
  private MakeViews() {}

  /**
   * Writes {@code light.png}, {@code dark.png}, {@code recognition.png}, {@code terminal.ansi},
   * {@code terminal.txt} and {@code page.html}.
   *
   * @param arguments the sample images' folder, the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path samples = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    BufferedImage image = ImageIO.read(samples.resolve("tulip-butterfly.png").toFile());
    Caption caption = Samples.caption();
    write(out, "light.png", ImageView.draw(image, caption));
    write(out, "dark.png", ImageView.draw(image, caption, ImageView.Scheme.DARK));
    write(out, "recognition.png", ImageView.draw(image, Samples.recognition(8)));
    Files.writeString(out.resolve("terminal.ansi"), TerminalView.render(caption, 72, true));
    Files.writeString(out.resolve("terminal.txt"), TerminalView.render(caption, 72, false));
    Path page = out.resolve("page.html");
    Files.writeString(page, HtmlView.page("What the images show", pages(samples, page)));
  }

  private static List<PageImage> pages(Path samples, Path page) throws IOException {
    Path castle = samples.resolve("castle.png");
    Path pizza = samples.resolve("pizza.png");
    return List.of(
        PageImage.of(
            "tulip-butterfly.png",
            PageImageSource.embedded(Files.readAllBytes(samples.resolve("tulip-butterfly.png"))),
            Samples.caption()),
        PageImage.of(
            "castle.png",
            PageImageSource.embedded(ImageIO.read(castle.toFile())),
            Samples.recognition(40)),
        PageImage.of(
            "pizza.png",
            PageImageSource.linked(pizza, page),
            Samples.caption("a pizza on a table", "pizza")));
  }

  private static void write(Path folder, String name, BufferedImage image) throws IOException {
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
