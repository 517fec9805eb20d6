package io.github.ram4j.recipe.icons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The two tiny icon sets beside this class, packed as npm packs them. */
public final class TinyIcons {
  private TinyIcons() {}

  /** What the icons show. */
  public static List<IconClass> classes() {
    return IconClasses.of(Table.ofResource("tiny-classes.tsv"));
  }

  /** Both sets, read from packages that are written into a folder. */
  public static IconLibrary library(Path folder) throws IOException {
    List<IconSet> sets = new ArrayList<>();
    for (String name : List.of("tiny-mit", "tiny-apache")) {
      sets.add(pack(folder, name, Map.of("package/icons.json", json(name))));
    }
    return IconLibrary.read(folder, folder.resolve("cache"), sets, classes());
  }

  static byte[] json(String name) throws IOException {
    try (InputStream in = TinyIcons.class.getResourceAsStream(name + ".json")) {
      return in.readAllBytes();
    }
  }

  /** Writes a package of some files and describes it. */
  static IconSet pack(Path folder, String name, Map<String, byte[]> files) throws IOException {
    return write(folder, name, gzip(tar(files)));
  }

  /** Writes a package's file and describes it. */
  static IconSet write(Path folder, String name, byte[] bytes) throws IOException {
    IconSet set = new IconSet(name, "1.0.0", sha256(bytes), true, "MIT", "somebody");
    Files.write(folder.resolve(set.fileName()), bytes);
    return set;
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    files.forEach(
        (name, bytes) -> {
          tar.writeBytes(header(name, Long.toOctalString(bytes.length)));
          tar.writeBytes(bytes);
          tar.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
        });
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  static byte[] header(String name, String size) {
    byte[] header = new byte[512];
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 0, text.length);
    byte[] octal = size.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, header, 124, octal.length);
    header[156] = '0';
    return header;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
