package io.github.ram4j.fuzz;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Vocabulary files: what is read is written and read again, and is the same. */
final class Vocabularies {
  private Vocabularies() {}

  /** Reads a file, which may be refused by its name, from the disk and from a stream. */
  static void read(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      OpenVocabulary.read(new ByteArrayInputStream(bytes), file.toString());
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
    OpenVocabulary read;
    try {
      read = OpenVocabulary.read(file);
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
      return;
    }
    String expected = text(read);
    Path again = Input.file("again.vocabulary", new byte[0]);
    read.write(again);
    String found = text(OpenVocabulary.read(again));
    if (!found.equals(expected)) {
      throw new AssertionError("other tags once written: " + expected + "; " + found);
    }
  }

  private static String text(OpenVocabulary vocabulary) {
    StringBuilder text = new StringBuilder();
    text.append(vocabulary.textEncoder()).append(vocabulary.imageEncoder());
    for (OpenTag tag : vocabulary.tags()) {
      text.append('\n')
          .append(tag.name())
          .append(tag.recipe())
          .append(tag.threshold())
          .append(tag.bias())
          .append(tag.names())
          .append(tag.synonyms())
          .append(tag.path())
          .append(tag.rows().hashCode());
    }
    return text.toString();
  }

  /** A vocabulary file of these lines and so many numbers, all of them 1. */
  static byte[] archive(byte[] lines, int numbers) throws IOException {
    ByteBuffer rows = ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers; i++) {
      rows.putFloat(1);
    }
    String properties = "format=1\nrows_sha256=%s\n".formatted(sha256(rows.array()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, "vocabulary.properties", properties.getBytes(StandardCharsets.UTF_8));
      add(zip, "tags.tsv", lines);
      add(zip, "rows.f32", rows.array());
    }
    return out.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
