package io.github.ram4j.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Shows images with their captions or recognitions as a web page.
 *
 * <p>The page is a single file that needs nothing else but the images that it links: no script, no
 * style sheet, no font (Chinese names are shown in the reader's fonts). It is well-formed XML as
 * well. It follows the reader's choice of dark or light colours, tells screen readers the
 * languages, and has the sentence as the image's alternative text. Browsers are told to run and
 * load nothing but images.
 *
 * <p>Thread-safe: it has no state.
 */
public final class HtmlView {
  private HtmlView() {}

  /**
   * A page as a text. {@link #write} takes less memory where many images are embedded.
   *
   * @param title of the page, plain text
   * @param images in the order in which they are shown
   * @return the page, to be stored as UTF-8, as {@link java.nio.file.Files#writeString} does
   */
  public static String page(String title, List<PageImage> images) {
    StringBuilder page = new StringBuilder();
    try {
      write(page, title, images);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  /**
   * Writes a page, image after image.
   *
   * @param out the output, to be encoded in UTF-8; not closed
   * @param title of the page, plain text
   * @param images the images, iterated once, so that they can be made one after the other
   * @throws IOException if {@code out} throws it
   */
  public static void write(Appendable out, String title, Iterable<PageImage> images)
      throws IOException {
    HtmlPage.write(
        out,
        title,
        Style.TEXT,
        "* data: file:",
        page -> {
          for (PageImage image : images) {
            writeImage(page, image);
          }
        });
  }

  private static void writeImage(Appendable out, PageImage image) throws IOException {
    Card card = image.card();
    out.append("<article>\n<div class=\"image\"><img src=\"")
        .append(HtmlPage.escaped(image.source().address()))
        .append("\" alt=\"")
        .append(HtmlPage.escaped(alternative(image)))
        .append("\"/></div>\n<div class=\"words\">\n<h2><bdi>")
        .append(HtmlPage.escaped(image.name()))
        .append("</bdi></h2>\n");
    if (!card.sentence().isBlank()) {
      out.append("<p class=\"sentence\">").append(sentence(card)).append("</p>\n");
    } else if (card.groups().isEmpty()) {
      out.append("<p class=\"nothing\">Nothing to say.</p>\n");
    }
    for (Card.Group group : card.groups()) {
      writeGroup(out, group);
    }
    out.append("</div>\n</article>\n");
  }

  /** The alternative text of an image. */
  private static String alternative(PageImage image) {
    if (!image.card().sentence().isBlank()) {
      return image.card().sentence();
    }
    String tags =
        image.card().groups().stream()
            .flatMap(group -> group.chips().stream())
            .map(Card.Chip::name)
            .collect(Collectors.joining(", "));
    return tags.isEmpty() ? image.name() : tags;
  }

  private static String sentence(Card card) {
    StringBuilder html = new StringBuilder();
    for (Card.Run run : card.runs()) {
      String words = HtmlPage.escaped(card.sentence().substring(run.start(), run.end()));
      if (run.used()) {
        String tags = run.chips().stream().map(HtmlView::summary).collect(Collectors.joining("; "));
        html.append("<u class=\"used\" title=\"").append(HtmlPage.escaped(tags)).append("\">");
        html.append(words).append("</u>");
      } else {
        html.append(words);
      }
    }
    return html.toString();
  }

  private static String summary(Card.Chip chip) {
    return String.join(" · ", chip.parts());
  }

  private static void writeGroup(Appendable out, Card.Group group) throws IOException {
    String kind = group.fate().name().toLowerCase(Locale.ROOT).replace('_', '-');
    out.append(
        "<section class=\"%s\">\n<h3>%s <span>%d</span></h3>\n<p>%s</p>\n<ul>\n"
            .formatted(
                kind,
                HtmlPage.escaped(group.fate().label()),
                group.chips().size(),
                HtmlPage.escaped(group.fate().meaning())));
    for (Card.Chip chip : group.chips()) {
      out.append(chip.used() ? "<li class=\"in-sentence\"" : "<li")
          .append(String.format(Locale.ROOT, " style=\"--score:%.1f%%\"", 100 * chip.fraction()))
          .append("><bdi>")
          .append(HtmlPage.escaped(chip.name()))
          .append("</bdi>");
      if (!chip.chinese().isEmpty()) {
        out.append(" <span lang=\"zh-Hans\">")
            .append(HtmlPage.escaped(chip.chinese()))
            .append("</span>");
      }
      out.append(" <small>").append(HtmlPage.escaped(chip.score())).append("</small></li>\n");
    }
    out.append("</ul>\n</section>\n");
  }

  /** The style sheet, read when the first page is made. */
  private static final class Style {
    private static final String TEXT = HtmlPage.resource("images.css");
  }
}
