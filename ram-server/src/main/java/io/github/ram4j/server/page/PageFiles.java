package io.github.ram4j.server.page;

import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The files of the page, read once from the class path: those listed here and no others. */
public final class PageFiles {
  private static final String FOLDER = "/io/github/ram4j/server/page/";

  /** Nothing from elsewhere, no script or style but the files' own, no text that becomes markup. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final List<String> SCRIPTS =
      List.of(
          "api",
          "caption",
          "chips",
          "dom",
          "export",
          "intake",
          "items",
          "kept",
          "looks",
          "masks",
          "page",
          "places",
          "questions",
          "result",
          "scores",
          "settings",
          "strip",
          "texts",
          "turns",
          "viewer");

  private PageFiles() {}

  /** The endpoint of each file, by its path. */
  public static Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> all = new LinkedHashMap<>();
    all.put("/", endpoint("index.html", "text/html; charset=utf-8"));
    all.put("/page.css", endpoint("page.css", "text/css; charset=utf-8"));
    all.put("/icon.svg", endpoint("icon.svg", "image/svg+xml"));
    for (String script : SCRIPTS) {
      all.put("/" + script + ".js", endpoint(script + ".js", "text/javascript; charset=utf-8"));
    }
    return all;
  }

  private static Endpoint endpoint(String name, String type) {
    byte[] bytes = read(name);
    String tag = "\"" + digest(bytes) + "\"";
    Map<String, String> headers =
        Map.of(
            "Content-Type", type,
            "ETag", tag,
            "Cache-Control", "no-cache",
            "Content-Security-Policy", POLICY,
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    Reply whole = new Reply(200, headers, bytes);
    Reply unchanged = new Reply(304, headers, new byte[0]);
    return call -> {
      boolean same =
          call.header("If-None-Match")
              .map(tags -> Arrays.asList(tags.split("\\s*,\\s*", -1)).contains(tag))
              .orElse(false);
      return CompletableFuture.completedFuture(same ? unchanged : whole);
    };
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("page: expected the file %s, found none".formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("page: " + name, e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java has", e);
    }
  }
}
