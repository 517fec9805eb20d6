package io.github.ram4j.evaluate.report;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Mistakes;
import io.github.ram4j.view.HtmlPage;
import io.github.ram4j.view.PageImageSource;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small images with many mistakes, each with its missed and wrong tags. */
final class WorstImages {
  private static final int SIDE = 128;

  private final List<Mistakes.OfImage> sources;
  private final TagVocabulary tags;

  WorstImages(List<Mistakes.OfImage> sources, TagVocabulary tags) {
    this.sources = sources;
    this.tags = tags;
  }

  void write(Appendable page, List<String> names, Thumbnails thumbnails) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    page.append("<h3>Images with the most mistakes</h3>\n<div class=\"images\">\n");
    for (Mistakes.OfImage source : sources) {
      page.append("<article>");
      Optional<BufferedImage> image = thumbnails.image(source.image());
      if (image.isPresent()) {
        page.append("<img alt=\"\" src=\"")
            .append(PageImageSource.embeddedJpeg(small(image.get())).address())
            .append("\"/>");
      }
      page.append("<div><h4><bdi>")
          .append(HtmlPage.escaped(names.get(source.image())))
          .append("</bdi></h4>\n");
      writeTags(page, "shows", source.shown());
      writeTags(page, "missed", source.missed());
      writeTags(page, "wrong", source.wrong());
      page.append("</div></article>\n");
    }
    page.append("</div>\n");
  }

  private void writeTags(Appendable page, String what, List<Integer> indices) throws IOException {
    if (!indices.isEmpty()) {
      String named =
          indices.stream().map(i -> tags.tag(i).english()).collect(Collectors.joining(", "));
      page.append("<p><b>%s</b> <bdi>%s</bdi></p>".formatted(what, HtmlPage.escaped(named)));
    }
  }

  /** At most {@link #SIDE} pixels a side, opaque. */
  private static BufferedImage small(BufferedImage image) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return small;
  }
}
