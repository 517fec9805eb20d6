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
   * @param arguments the sample pictures' folder, the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path samples = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    BufferedImage picture = ImageIO.read(samples.resolve("tulip-butterfly.png").toFile());
    Caption caption = Samples.caption();
    write(out, "light.png", PictureView.draw(picture, caption));
    write(out, "dark.png", PictureView.draw(picture, caption, PictureView.Scheme.DARK));
    write(out, "recognition.png", PictureView.draw(picture, Samples.recognition(8)));
    Files.writeString(out.resolve("terminal.ansi"), TerminalView.render(caption, 72, true));
    Files.writeString(out.resolve("terminal.txt"), TerminalView.render(caption, 72, false));
    Path page = out.resolve("page.html");
    Files.writeString(page, HtmlView.page("What the pictures show", pages(samples, page)));
  }

  private static List<PagePicture> pages(Path samples, Path page) throws IOException {
    Path castle = samples.resolve("castle.png");
    Path pizza = samples.resolve("pizza.png");
    return List.of(
        PagePicture.of(
            "tulip-butterfly.png",
            PictureSource.embedded(Files.readAllBytes(samples.resolve("tulip-butterfly.png"))),
            Samples.caption()),
        PagePicture.of(
            "castle.png",
            PictureSource.embedded(ImageIO.read(castle.toFile())),
            Samples.recognition(40)),
        PagePicture.of(
            "pizza.png",
            PictureSource.linked(pizza, page),
            Samples.caption("a pizza on a table", "pizza")));
  }

  private static void write(Path folder, String name, BufferedImage picture) throws IOException {
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }
}
