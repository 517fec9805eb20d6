package io.github.ram4j;

import io.github.ram4j.files.OutputFile;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The format of vocabulary files: a zip archive of {@code vocabulary.properties}, {@code tags.tsv}
 * (a line a tag) and {@code rows.f32} (the rows of all tags, float32, little-endian).
 */
final class OpenVocabularyFormat {
  private static final String PROPERTIES = "vocabulary.properties";
  private static final String TAGS = "tags.tsv";
  private static final String ROWS = "rows.f32";

  private static final String FORMAT = "format";
  private static final String FORMAT_1 = "1";
  private static final String TEXT_ENCODER = "text_encoder";
  private static final String IMAGE_ENCODER = "image_encoder";
  private static final String ROWS_SHA_256 = "rows_sha256";

  private static final int MOST_PROPERTIES_BYTES = 1 << 16;
  private static final int MOST_TAGS_BYTES = 1 << 27;

  private final String name;

  private OpenVocabularyFormat(String name) {
    this.name = name;
  }

  static void write(OpenVocabulary vocabulary, Path file) throws IOException {
    byte[] rows = rows(vocabulary.tags());
    byte[] tags = OpenTagLines.write(vocabulary.tags()).getBytes(StandardCharsets.UTF_8);
    Properties properties = new Properties();
    properties.setProperty(FORMAT, FORMAT_1);
    properties.setProperty(ROWS_SHA_256, sha256(rows));
    vocabulary.textEncoder().ifPresent(id -> properties.setProperty(TEXT_ENCODER, id));
    vocabulary.imageEncoder().ifPresent(id -> properties.setProperty(IMAGE_ENCODER, id));
    try (OutputFile out = new OutputFile(file)) {
      // Closed before the file is finished, so that the archive's directory is there.
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(archive)) {
        add(zip, PROPERTIES, text(properties));
        add(zip, TAGS, tags);
        add(zip, ROWS, rows);
      }
      archive.writeTo(out.stream());
      out.finish();
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // The same vocabulary gives the same bytes.
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** The lines of properties, sorted, without the date that the JDK writes. */
  private static byte[] text(Properties properties) throws IOException {
    StringWriter out = new StringWriter();
    properties.store(out, null);
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .map(line -> line + "\n")
        .reduce("", String::concat)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] rows(List<OpenTag> tags) {
    long elements = tags.stream().mapToLong(tag -> (long) tag.rowCount() * tag.width()).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Math.multiplyExact(elements, (long) Float.BYTES)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (OpenTag tag : tags) {
      bytes.asFloatBuffer().put(tag.rows());
      bytes.position(bytes.position() + tag.rowCount() * tag.width() * Float.BYTES);
    }
    return bytes.array();
  }

  static OpenVocabulary read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    OpenVocabularyFormat format = new OpenVocabularyFormat("vocabulary file " + file);
    if (Files.isDirectory(file)) {
      throw format.wrong("a file", "a folder");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      format.requireEach(zip);
      return format.read(name -> format.entry(zip, name));
    } catch (ZipException e) {
      throw format.noArchive(e);
    } catch (EOFException e) {
      throw format.cut(e);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(format.name + ": " + e.getMessage(), e);
    }
  }

  /** Reads an archive whose entries stand in the order in which {@link #write} writes them. */
  static OpenVocabulary read(InputStream file, String name) throws IOException {
    OpenVocabularyFormat format = new OpenVocabularyFormat(name);
    try {
      ZipInputStream zip = new ZipInputStream(file);
      return format.read(entry -> format.next(zip, entry));
    } catch (ZipException e) {
      throw format.noArchive(e);
    } catch (EOFException e) {
      throw format.cut(e);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(format.name + ": " + e.getMessage(), e);
    }
  }

  private FileFormatException noArchive(ZipException e) {
    return new FileFormatException(
        name
            + ": expected a vocabulary, as \"ram vocabulary\" writes it, found no zip archive: "
            + e.getMessage(),
        e);
  }

  private FileFormatException cut(EOFException e) {
    return new FileFormatException(
        name + ": expected a whole vocabulary, found the end of the file within an entry", e);
  }

  /** Refuses an archive whose readers could take one entry or another of the same name. */
  private void requireEach(ZipFile zip) {
    for (String entry : List.of(PROPERTIES, TAGS, ROWS)) {
      long count = zip.stream().filter(found -> found.getName().equals(entry)).count();
      if (count != 1) {
        throw wrong("one entry " + entry, count == 0 ? "none" : String.valueOf(count));
      }
    }
  }

  /** A source of the archive's entries by name. */
  @FunctionalInterface
  private interface Entries {
    /** The content of an entry, to be closed by the caller. */
    InputStream open(String entry) throws IOException;
  }

  private InputStream entry(ZipFile zip, String entry) throws IOException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw wrong("an entry " + entry, "none");
    }
    return new CheckedEntry(zip.getInputStream(found), found);
  }

  /** The content of an entry. At its end the checksum is compared, which a ZipFile does not do. */
  private final class CheckedEntry extends CheckedInputStream {
    private final ZipEntry entry;

    CheckedEntry(InputStream content, ZipEntry entry) {
      super(content, new CRC32());
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      requireSum(next);
      return next;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      requireSum(count);
      return count;
    }

    private void requireSum(int read) {
      if (read < 0 && getChecksum().getValue() != entry.getCrc()) {
        throw wrong(
            "%s of CRC-32 %08x".formatted(entry.getName(), entry.getCrc()),
            "%08x; the file is damaged".formatted(getChecksum().getValue()));
      }
    }
  }

  private InputStream next(ZipInputStream zip, String entry) throws IOException {
    ZipEntry found = zip.getNextEntry();
    if (found == null || !found.getName().equals(entry)) {
      throw wrong("an entry " + entry, found == null ? "none" : found.getName());
    }
    return new FilterInputStream(zip) {
      @Override
      public void close() {
        // The archive goes on with the next entry.
      }
    };
  }

  private OpenVocabulary read(Entries zip) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text(zip, PROPERTIES, MOST_PROPERTIES_BYTES)));
    String version = properties.getProperty(FORMAT, "none");
    if (!version.equals(FORMAT_1)) {
      throw wrong("format 1", version);
    }
    List<OpenTagLines.Line> lines =
        OpenTagLines.read(text(zip, TAGS, MOST_TAGS_BYTES), name + ": " + TAGS);
    long elements = lines.stream().mapToLong(OpenTagLines.Line::elements).sum();
    if (elements > Integer.MAX_VALUE / Float.BYTES) {
      throw wrong("less than 2 GiB of rows", elements + " numbers");
    }
    byte[] rows = bytes(zip, ROWS, (int) elements * Float.BYTES);
    if (rows.length != elements * Float.BYTES) {
      throw wrong(
          "%d bytes in %s, as %s says".formatted(elements * Float.BYTES, ROWS, TAGS),
          String.valueOf(rows.length));
    }
    String digest = properties.getProperty(ROWS_SHA_256, "none");
    if (!digest.equals(sha256(rows))) {
      throw wrong("rows of SHA-256 " + digest, sha256(rows) + "; the file is damaged");
    }
    return vocabulary(lines, rows, properties);
  }

  private static OpenVocabulary vocabulary(
      List<OpenTagLines.Line> lines, byte[] rows, Properties properties) {
    ByteBuffer bytes = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
    List<OpenTag> tags = new ArrayList<>();
    for (OpenTagLines.Line line : lines) {
      float[] elements = new float[(int) line.elements()];
      bytes.asFloatBuffer().get(elements);
      bytes.position(bytes.position() + elements.length * Float.BYTES);
      tags.add(line.tag(elements));
    }
    OpenVocabulary vocabulary = OpenVocabulary.of(tags);
    String text = properties.getProperty(TEXT_ENCODER);
    String image = properties.getProperty(IMAGE_ENCODER);
    vocabulary = text == null ? vocabulary : vocabulary.withTextEncoder(text);
    return image == null ? vocabulary : vocabulary.withImageEncoder(image);
  }

  private String text(Entries zip, String entry, int most) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(zip, entry, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "%s: %s: expected UTF-8 text, found other bytes".formatted(name, entry), e);
    }
  }

  private byte[] bytes(Entries zip, String entry, int most) throws IOException {
    try (InputStream in = zip.open(entry)) {
      byte[] content = in.readNBytes(most);
      if (in.read() >= 0) {
        throw wrong("at most %d bytes in %s".formatted(most, entry), "more");
      }
      return content;
    }
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException("%s: expected %s, found %s".formatted(name, expected, found));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
