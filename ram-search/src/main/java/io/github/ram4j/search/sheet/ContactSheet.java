package io.github.ram4j.search.sheet;

import io.github.ram4j.search.HitTag;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.view.HtmlPage;
import io.github.ram4j.view.PageImageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Images that were found, on one page: small, with their names, their best tags and their first
 * caption, and with the best boxes of the tags that were searched for, where the hits have them. An
 * image that cannot be decoded, a video for instance, has a field without an image.
 *
 * <p>Immutable and thread-safe, if its decoder is. Files are decoded when the page is written, one
 * after the other.
 */
public final class ContactSheet {
  /** The greatest number of images of a sheet. */
  public static final int MOST_IMAGES = 1000;

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int MOST_TAGS = 6;

  private final String title;
  private final List<SearchHit> hits;
  private final Thumbnails decoder;

  private ContactSheet(String title, List<SearchHit> hits, Thumbnails decoder) {
    this.title = title;
    this.hits = hits;
    this.decoder = decoder;
  }

  /**
   * A sheet.
   *
   * @param title of the page
   * @param hits the images, at most {@link #MOST_IMAGES}, in their order
   * @param decoder asked for each of them when the page is written
   * @return the sheet
   * @throws IllegalArgumentException if there are more images
   */
  public static ContactSheet of(String title, List<SearchHit> hits, Thumbnails decoder) {
    if (hits.size() > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "contact sheet: expected at most %,d images, found %,d"
              .formatted(MOST_IMAGES, hits.size()));
    }
    return new ContactSheet(
        Objects.requireNonNull(title, "title"),
        List.copyOf(hits),
        Objects.requireNonNull(decoder, "decoder"));
  }

  /**
   * Writes the sheet as a web page in a single file: the small images are part of it, and nothing
   * is loaded from elsewhere. Names are links to the images' files.
   *
   * @param out to write to, to be encoded in UTF-8; not closed
   * @param page the file that the page will be, to which links are relative
   * @throws IOException if {@code out} throws it
   */
  public void writeHtml(Appendable out, Path page) throws IOException {
    HtmlPage.write(
        out,
        title,
        style(),
        "data:",
        body -> {
          body.append("<div class=\"sheet\">\n");
          for (SearchHit hit : hits) {
            write(body, hit, page);
          }
          body.append("</div>\n");
          if (hits.isEmpty()) {
            body.append("<p>No image was found.</p>\n");
          }
        });
  }

  private void write(Appendable body, SearchHit hit, Path page) throws IOException {
    body.append("<figure>\n");
    Optional<BufferedImage> image = HitPicture.of(hit, decoder, WIDTH, HEIGHT);
    if (image.isPresent()) {
      body.append(
          "<img src=\"%s\" alt=\"%s\"/>\n"
              .formatted(
                  PageImageSource.embeddedJpeg(image.get()).address(),
                  HtmlPage.escaped(boxes(hit))));
    } else {
      body.append("<div class=\"none\">no image</div>\n");
    }
    body.append(
        "<figcaption><a href=\"%s\">%s</a> <span class=\"score\">%s</span>\n<div>\n"
            .formatted(
                HtmlPage.escaped(PageImageSource.linked(hit.file(), page).address()),
                HtmlPage.escaped(hit.path()),
                number(hit.score())));
    for (HitTag tag : hit.tags().subList(0, Math.min(MOST_TAGS, hit.tags().size()))) {
      body.append(
          "<span class=\"tag\">%s <b>%s</b></span>\n"
              .formatted(HtmlPage.escaped(name(tag)), number(tag.score())));
    }
    body.append("</div>\n");
    if (!hit.captions().isEmpty()) {
      body.append("<p>%s</p>\n".formatted(HtmlPage.escaped(hit.captions().get(0))));
    }
    body.append("</figcaption>\n</figure>\n");
  }

  /** The tags of an image's boxes in words, for those who do not see them. */
  private static String boxes(SearchHit hit) {
    return hit.scene()
        .map(
            scene ->
                scene.regions().stream()
                    .limit(HitPicture.MOST_BOXES)
                    .map(it -> it.region().tag().english())
                    .collect(Collectors.joining(", ", "boxes: ", "")))
        .orElse("");
  }

  static String name(HitTag tag) {
    return tag.chinese().isEmpty()
        ? tag.english()
        : tag.english() + " " + String.join("/", tag.chinese());
  }

  static String number(double score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }

  private static String style() {
    try (InputStream in = ContactSheet.class.getResourceAsStream("sheet.css")) {
      return new String(
          Objects.requireNonNull(in, "sheet.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("sheet.css", e);
    }
  }

  /**
   * Draws the sheet.
   *
   * @return an image of five columns, as high as it has to be, RGB
   */
  public BufferedImage image() {
    return new SheetPainter(title, hits, decoder).paint();
  }
}
