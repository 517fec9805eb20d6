package io.github.ram4j;

import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Numbers that are read or written at a time. */
  private static final int CHUNK = 1 << 14;

  private final String name;

  private OpenVocabularyFormat(String name) {
    this.name = name;
  }

  static void write(OpenVocabulary vocabulary, Path file) throws IOException {
    byte[] tags = OpenTagLines.write(vocabulary.tags()).getBytes(StandardCharsets.UTF_8);
    if (tags.length > MOST_TAGS_BYTES) {
      throw new IllegalArgumentException(
          "open vocabulary: expected at most %d bytes of names, found %d"
              .formatted(MOST_TAGS_BYTES, tags.length));
    }
    MessageDigest digest = Sha256.digest();
    writeRows(vocabulary.tags(), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    Properties properties = new Properties();
    properties.setProperty(FORMAT, FORMAT_1);
    properties.setProperty(ROWS_SHA_256, hex(digest));
    vocabulary.textEncoder().ifPresent(id -> properties.setProperty(TEXT_ENCODER, id));
    vocabulary.imageEncoder().ifPresent(id -> properties.setProperty(IMAGE_ENCODER, id));
    try (OutputFile out = new OutputFile(file)) {
      try (ZipOutputStream zip = new ZipOutputStream(new StaysOpen(out.stream()))) {
        begin(zip, PROPERTIES);
        zip.write(text(properties));
        begin(zip, TAGS);
        zip.write(tags);
        begin(zip, ROWS);
        writeRows(vocabulary.tags(), zip);
      }
      out.finish();
    }
  }

  /** The end of an archive, whose closing writes its directory and frees its compressor. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // The same vocabulary gives the same bytes.
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
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

  private static void writeRows(List<OpenTag> tags, OutputStream out) throws IOException {
    ByteBuffer chunk = chunk();
    for (OpenTag tag : tags) {
      FloatBuffer rows = tag.rows();
      while (rows.hasRemaining()) {
        int count = Math.min(rows.remaining(), CHUNK);
        for (int i = 0; i < count; i++) {
          chunk.putFloat(i * Float.BYTES, rows.get());
        }
        out.write(chunk.array(), chunk.arrayOffset(), count * Float.BYTES);
      }
    }
  }

  private static ByteBuffer chunk() {
    return ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
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
            + ": expected a vocabulary, as \"ram vocabulary\" writes it, found no zip"
            + " archive: "
            + e.getMessage(),
        e);
  }

  private FileFormatException cut(EOFException e) {
    return new FileFormatException(
        name + ": expected a whole vocabulary, found the end of the file within an entry", e);
  }

  /** A source of the archive's entries by name. */
  @FunctionalInterface
  private interface Entries {
    /** The content of an entry, to be closed by the caller. */
    InputStream open(String entry) throws IOException;
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
    properties.load(new StringReader(properties(zip)));
    String version = properties.getProperty(FORMAT, "none");
    if (!version.equals(FORMAT_1)) {
      throw wrong("format 1", version);
    }
    List<OpenTagLines.Line> lines = lines(zip);
    MessageDigest digest = Sha256.digest();
    List<OpenTag> tags = new ArrayList<>();
    try (InputStream in = new DigestInputStream(zip.open(ROWS), digest)) {
      ByteBuffer chunk = chunk();
      for (OpenTagLines.Line line : lines) {
        tags.add(line.tag(elements(in, line.elements(), chunk)));
      }
      if (in.read() >= 0) {
        throw wrong("as many bytes in %s as %s says".formatted(ROWS, TAGS), "more");
      }
    }
    String expected = properties.getProperty(ROWS_SHA_256, "none");
    String found = hex(digest);
    if (!expected.equals(found)) {
      throw wrong("rows of SHA-256 " + expected, found + "; the file is damaged");
    }
    return vocabulary(tags, properties);
  }

  private List<OpenTagLines.Line> lines(Entries zip) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // refuses other bytes
    try (BufferedReader text =
        new BufferedReader(
            new LineLimit(
                new InputStreamReader(new Bounded(zip.open(TAGS)), decoder),
                name + ": " + TAGS,
                FileFormatException::new))) {
      return OpenTagLines.read(text, name + ": " + TAGS);
    } catch (CharacterCodingException e) {
      throw noText(TAGS, e);
    }
  }

  /** The lines of tags, of which a small archive could hold any number. */
  private final class Bounded extends FilterInputStream {
    private long count;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int found = super.read(bytes, offset, length);
      count += Math.max(0, found);
      if (count > MOST_TAGS_BYTES) {
        throw wrong("at most %d bytes in %s".formatted(MOST_TAGS_BYTES, TAGS), "more");
      }
      return found;
    }
  }

  /** Room is made for numbers as they come, so that a short file cannot ask for much. */
  private float[] elements(InputStream in, long count, ByteBuffer chunk) throws IOException {
    float[] elements = new float[(int) Math.min(count, CHUNK)];
    for (int done = 0; done < count; ) {
      int now = (int) Math.min(count - done, CHUNK);
      int bytes = in.readNBytes(chunk.array(), chunk.arrayOffset(), now * Float.BYTES);
      if (bytes < now * Float.BYTES) {
        throw wrong("as many bytes in %s as %s says".formatted(ROWS, TAGS), "fewer");
      }
      if (done + now > elements.length) {
        elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * elements.length));
      }
      chunk.clear().asFloatBuffer().get(elements, done, now);
      done += now;
    }
    return elements;
  }

  private static OpenVocabulary vocabulary(List<OpenTag> tags, Properties properties) {
    OpenVocabulary vocabulary = OpenVocabulary.of(tags);
    String text = properties.getProperty(TEXT_ENCODER);
    String image = properties.getProperty(IMAGE_ENCODER);
    vocabulary = text == null ? vocabulary : vocabulary.withTextEncoder(text);
    return image == null ? vocabulary : vocabulary.withImageEncoder(image);
  }

  private String properties(Entries zip) throws IOException {
    byte[] bytes;
    try (InputStream in = zip.open(PROPERTIES)) {
      bytes = in.readNBytes(MOST_PROPERTIES_BYTES);
      if (in.read() >= 0) {
        throw wrong("at most %d bytes in %s".formatted(MOST_PROPERTIES_BYTES, PROPERTIES), "more");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw noText(PROPERTIES, e);
    }
  }

  private FileFormatException noText(String entry, CharacterCodingException e) {
    return new FileFormatException(
        "%s: %s: expected UTF-8 text, found other bytes".formatted(name, entry), e);
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException("%s: expected %s, found %s".formatted(name, expected, found));
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
