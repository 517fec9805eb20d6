package io.github.ram4j.recipe.icons;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Reader of an icon set's drawings from the package that {@code npm pack} makes. */
final class IconPackage {
  /** Largest {@code icons.json} that is read, above that of all sets. */
  private static final long MAX_BYTES = 160L << 20;

  private static final int MAX_ICON = 4 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_ICON)
                  .maxNestingDepth(20)
                  .maxDocumentLength(MAX_BYTES)
                  .build())
          .build();

  private IconPackage() {}

  /**
   * Reads icons.
   *
   * @param folder holds the package's file
   * @param wanted names of icons
   * @return SVG documents by name, all that are wanted
   * @throws IOException if the file is missing, is another one or lacks an icon; the message has
   *     its name and the command that gets it
   */
  static Map<String, String> read(Path folder, IconSet set, Set<String> wanted) throws IOException {
    Path file = folder.resolve(set.fileName());
    requireFile(file, set);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      InputStream icons = new TarEntries(in).find("package/icons.json", MAX_BYTES);
      if (icons == null) {
        throw new IOException("expected a file package/icons.json, found none");
      }
      try (JsonParser json = JSON.createParser(new BufferedInputStream(icons, 1 << 16))) {
        return complete(new IconJson(json).read(wanted), wanted);
      }
    } catch (IOException e) {
      throw new IOException("icon set %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void requireFile(Path file, IconSet set) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "icon set %s: no file %s; in that folder, run: %s"
              .formatted(set.name(), file, set.command()));
    }
    String found = sha256(file);
    if (!found.equals(set.sha256())) {
      throw new IOException(
          "icon set %s: expected SHA-256 %s, found %s in %s; to get it again, run: %s"
              .formatted(set.name(), set.sha256(), found, file, set.command()));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<String, String> complete(Map<String, String> found, Set<String> wanted)
      throws IOException {
    for (String name : wanted) {
      if (!found.containsKey(name)) {
        throw new IOException("expected an icon %s, found none".formatted(name));
      }
    }
    return found;
  }

  /** Reader of one {@code icons.json}, token by token, so that unwanted icons take no memory. */
  private static final class IconJson {
    private final JsonParser json;
    private final Map<String, Body> bodies = new HashMap<>();
    private final Body defaults = new Body();

    private IconJson(JsonParser json) {
      this.json = json;
    }

    Map<String, String> read(Set<String> wanted) throws IOException {
      require(json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("icons")) {
          require(value, JsonToken.START_OBJECT);
          readIcons(wanted);
        } else {
          defaults.readField(json, field);
        }
      }
      Map<String, String> documents = new HashMap<>();
      bodies.forEach((name, body) -> documents.put(name, body.document(defaults)));
      return documents;
    }

    private void readIcons(Set<String> wanted) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json.nextToken(), JsonToken.START_OBJECT);
        if (!wanted.contains(name)) {
          json.skipChildren();
          continue;
        }
        Body body = new Body();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          body.readField(json, field);
        }
        bodies.put(name, body);
      }
    }

    private static void require(JsonToken found, JsonToken expected) throws IOException {
      if (found != expected) {
        throw new IOException("icons.json: expected %s, found %s".formatted(expected, found));
      }
    }
  }

  /** An icon's drawing and view box; the set's defaults fill in missing values. */
  private static final class Body {
    private static final double SIZE = 16;
    private final Map<String, Double> box = new HashMap<>();
    private String body = "";

    private void readField(JsonParser json, String field) throws IOException {
      switch (field) {
        case "body" -> body = json.getText();
        case "left", "top", "width", "height" -> box.put(field, json.getDoubleValue());
        default -> json.skipChildren();
      }
    }

    private String document(Body defaults) {
      return """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      viewBox="%s %s %s %s">%s</svg>\
      """
          .formatted(
              side(defaults, "left", 0),
              side(defaults, "top", 0),
              side(defaults, "width", SIZE),
              side(defaults, "height", SIZE),
              body);
    }

    private double side(Body defaults, String name, double otherwise) {
      return box.getOrDefault(name, defaults.box.getOrDefault(name, otherwise));
    }
  }
}
