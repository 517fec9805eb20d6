package io.github.ram4j.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The frame of a web page in a single file: its head, its style, its heading. {@link HtmlView} is a
 * page of images; other pages share its colours and widths through this class.
 *
 * <p>Browsers are told to run no script and to load nothing but images. Colours are variables of
 * the style sheet, which follow the reader's choice of dark or light: {@code --page}, {@code
 * --card}, {@code --rule}, {@code --text}, {@code --faint}.
 *
 * <p>Thread-safe: it has no state.
 */
public final class HtmlPage {
  private HtmlPage() {}

  /** The content of a page below its heading. */
  @FunctionalInterface
  public interface Contents {
    /**
     * Writes the contents.
     *
     * @param page the page, to which well-formed XML is written
     * @throws IOException if {@code page} throws it
     */
    void write(Appendable page) throws IOException;
  }

  /**
   * Writes a page.
   *
   * @param out the output, to be encoded in UTF-8; not closed
   * @param title of the page, plain text
   * @param style rules of CSS for the contents, the caller's own; not escaped
   * @param images the sources of images, as in a content security policy: {@code data:} for a page
   *     that needs nothing else
   * @param contents called once
   * @throws IOException if {@code out} throws it
   */
  public static void write(
      Appendable out, String title, String style, String images, Contents contents)
      throws IOException {
    String heading = escaped(title);
    out.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="ram4j"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        img-src %s; style-src 'unsafe-inline'"/>
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <header><h1>%s</h1></header>
        <main>
        """
            .formatted(escaped(images), heading, Style.TEXT, style, heading));
    contents.write(out);
    out.append("</main>\n</body>\n</html>\n");
  }

  /**
   * A text escaped for an element or an attribute of a page: markup is shown, not obeyed.
   *
   * @param text any text
   * @return the text without characters that are not to be shown, with entities for those of markup
   */
  public static String escaped(String text) {
    return SafeText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": expected it in ram-view's jar, found none");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The style sheet, read when the first page is made. */
  private static final class Style {
    private static final String TEXT = resource("page.css");
  }
}
