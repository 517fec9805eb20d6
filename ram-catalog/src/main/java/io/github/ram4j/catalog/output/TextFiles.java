package io.github.ram4j.catalog.output;

import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text file beside each image, as programs that train models expect it: {@code a.txt} beside
 * {@code a.jpg}, with the English tags, the best first, joined by ", "; or with the caption. Where
 * two images of a folder differ in their endings alone, the later one in the catalogue gets {@code
 * a.png.txt}; and {@code a.png.jpg} beside {@code a.png} gets {@code a.png.jpg.txt}.
 *
 * <p>A file that somebody else wrote is left, added to or replaced, as {@link ExistingTags} says.
 */
public final class TextFiles implements ImageOutput {
  private static final String JOINT = ", ";

  private final Catalog catalog;
  private final Content content;
  private final ExistingTags existing;
  private final WrittenFiles written;

  /** What the files have. */
  public enum Content {
    /** English tags. */
    TAGS("txt"),
    /** The best caption. */
    CAPTION("txt-caption");

    private final String kind;

    Content(String kind) {
      this.kind = kind;
    }

    /** The output's name in the catalogue. */
    String kind() {
      return kind;
    }
  }

  /**
   * The output.
   *
   * @param catalog open to write, as long as this is used
   * @param content what the files have
   * @param existing what happens to files of others
   */
  public TextFiles(Catalog catalog, Content content, ExistingTags existing) {
    this.catalog = catalog;
    this.content = content;
    this.existing = existing;
    this.written = new WrittenFiles(catalog, content.kind());
  }

  @Override
  public String kind() {
    return content.kind();
  }

  @Override
  public void write(TaggedImage image) throws IOException {
    if (content == Content.CAPTION && image.captions().isEmpty()) {
      return;
    }
    try {
      Path file = place(image.image());
      String text = text(image);
      byte[] there = there(file);
      byte[] bytes = bytes(text);
      boolean isOthers =
          there != null
              && !Arrays.equals(there, bytes)
              && !written.isOwn(image.image().id(), Sha256.of(there));
      if (isOthers && existing == ExistingTags.SKIP) {
        return;
      }
      if (isOthers && there != null && existing == ExistingTags.APPEND) {
        // It stays the other's, so that nothing of it is ever replaced.
        replace(file, there, bytes(merged(file, there, text)));
        return;
      }
      replace(file, there, bytes);
      written.add(image.image().id(), Sha256.of(bytes));
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  private static byte @Nullable [] there(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    if (!Files.isRegularFile(file)) { // a pipe may be read for ever
      throw new FileSystemException(
          file.toString(), null, "expected a text file, found a folder or a device");
    }
    return Files.readAllBytes(file);
  }

  private static void replace(Path file, byte @Nullable [] there, byte[] bytes) throws IOException {
    if (there == null || !Arrays.equals(there, bytes)) {
      try (OutputFile out = new OutputFile(file)) {
        out.stream().write(bytes);
        out.finish();
      }
    }
  }

  private static byte[] bytes(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String text(TaggedImage image) {
    return content == Content.CAPTION
        ? image.captions().get(0)
        : String.join(JOINT, image.tags().stream().map(tag -> tag.tag().name()).toList());
  }

  /** What is there and then what is not; tags that differ in case alone are the same. */
  private String merged(Path file, byte[] there, String text) throws IOException {
    String before;
    try {
      before =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(java.nio.ByteBuffer.wrap(there))
              .toString()
              .strip();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": expected UTF-8 text to add to, found other bytes", e);
    }
    if (content == Content.CAPTION) {
      return before.contains(text) ? before : before + "\n" + text;
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String list : List.of(before, text)) {
      for (String tag : list.split("[,\n]", -1)) {
        if (!tag.isBlank()) {
          tags.putIfAbsent(tag.strip().toLowerCase(Locale.ROOT), tag.strip());
        }
      }
    }
    return String.join(JOINT, tags.values());
  }

  /**
   * The file of an image: the stem's, unless an earlier image of the catalogue has the stem, or one
   * has it as its whole name and may need it.
   */
  private Path place(ImageFile image) throws SQLException {
    Path file = image.file();
    String name = file.getFileName().toString();
    String stem = stem(name);
    boolean taken = hasImageNamed(image, stem);
    for (String other : stemsLike(image)) {
      taken |= stem(other).equals(stem);
    }
    return file.resolveSibling((taken ? name : stem) + ".txt");
  }

  /** The names that an image's file may have. */
  static List<Path> places(ImageFile image) {
    Path file = image.file();
    String name = file.getFileName().toString();
    return List.of(file.resolveSibling(stem(name) + ".txt"), file.resolveSibling(name + ".txt"));
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private boolean hasImageNamed(ImageFile image, String name) throws SQLException {
    String path = image.path();
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT 1 FROM image WHERE root_id = ? AND path = ? AND state <> 'gone'")) {
      find.setLong(1, image.root().id());
      find.setString(2, path.substring(0, path.lastIndexOf('/') + 1) + name);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The names of earlier images of the same folder that begin alike. */
  private List<String> stemsLike(ImageFile image) throws SQLException {
    String path = image.path();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String begin = folder + stem(path.substring(folder.length())) + ".";
    List<String> names = new ArrayList<>();
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT path FROM image WHERE root_id = ? AND path >= ? AND path < ? AND id < ?"
                    + " AND state <> 'gone'")) {
      find.setLong(1, image.root().id());
      find.setString(2, begin);
      find.setString(3, begin.substring(0, begin.length() - 1) + "/"); // the next after "."
      find.setLong(4, image.id());
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          String other = rows.getString(1).substring(folder.length());
          if (other.indexOf('/') < 0) {
            names.add(other);
          }
        }
      }
    }
    return names;
  }
}
