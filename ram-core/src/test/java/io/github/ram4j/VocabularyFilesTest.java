package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabulary files: what is written is read again to the bit; anything else has an error. */
class VocabularyFilesTest {
  private static final String HEADER =
      "name\trecipe\tthreshold\trows\twidth\tbias\tpath\tsynonyms\n";
  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path folder;

  private static OpenVocabulary everything() {
    Random random = new Random(7);
    float[] many = new float[51 * 512];
    for (int i = 0; i < many.length; i++) {
      many[i] = (float) random.nextGaussian();
    }
    OpenTag strange =
        OpenTag.of("tab\t, line\nend\r, pipe|, \\ and \\n", TagRecipe.DESCRIPTIONS, many, 512)
            .withThreshold(0.12345679f)
            .withSynonyms(List.of("a|b", "c\\|", "|", "\\", "\tx"))
            .withPath(List.of("Tiere\u2028", "\u0085 Hunde", "🐈"))
            .withNames(Map.of("zh", List.of("猫", "小|猫"), "pt-BR", List.of("gato\\")));
    return OpenVocabulary.of(
            List.of(
                OpenTag.listed("cat", 0.25f),
                strange,
                OpenTag.of(" éclair ", TagRecipe.TEMPLATES, Arrays.copyOf(many, 512), 512)
                    .withThreshold(Float.MIN_VALUE),
                OpenTag.of("\uFEFFname", TagRecipe.EMBEDDINGS, Arrays.copyOf(many, 1024), 512)
                    .withThreshold(1),
                OpenTag.ofExamples("my mug", new float[] {-0f, 1.4E-45f, 3e38f}, -1.7e-5f)))
        .withTextEncoder(DIGEST)
        .withImageEncoder("a+b=c: d#!\\ ü");
  }

  private static void assertSame(OpenVocabulary expected, OpenVocabulary found) {
    assertEquals(expected.textEncoder(), found.textEncoder());
    assertEquals(expected.imageEncoder(), found.imageEncoder());
    assertEquals(expected.tags().size(), found.tags().size());
    for (int i = 0; i < expected.tags().size(); i++) {
      OpenTag one = expected.tags().get(i);
      OpenTag other = found.tags().get(i);
      assertEquals(one.name(), other.name());
      assertEquals(one.recipe(), other.recipe());
      assertEquals(one.threshold(), other.threshold());
      assertEquals(one.bias(), other.bias());
      assertEquals(one.synonyms(), other.synonyms());
      assertEquals(one.path(), other.path());
      assertEquals(one.names(), other.names());
      assertEquals(one.width(), other.width());
      assertArrayEquals(bits(one), bits(other), one.name());
    }
  }

  private static int[] bits(OpenTag tag) {
    FloatBuffer rows = tag.rows();
    int[] bits = new int[rows.remaining()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(rows.get());
    }
    return bits;
  }

  @Test
  void whatIsWrittenIsReadToTheBit() throws IOException {
    Path file = folder.resolve("all.zip");
    everything().write(file);
    OpenVocabulary read = OpenVocabulary.read(file);
    assertSame(everything(), read);
    assertSame(
        everything(),
        OpenVocabulary.read(new ByteArrayInputStream(Files.readAllBytes(file)), "stream"));
    // The same vocabulary has the same bytes.
    Path again = folder.resolve("again.zip");
    read.write(again);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
  }

  @Test
  void aFileIsReplaced() throws IOException {
    Path file = folder.resolve("all.zip");
    Files.writeString(file, "older");
    everything().write(file);
    assertSame(everything(), OpenVocabulary.read(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() {
    OpenTag wide = OpenTag.of("wide", TagRecipe.EMBEDDINGS, ones(1 << 17), 1 << 17);
    Path file = folder.resolve("no.zip");
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> OpenVocabulary.of(List.of(wide)).write(file))
            .getMessage();
    assertTrue(message.startsWith("tag \"wide\": expected at most 65536 rows"), message);
    assertTrue(message.endsWith("found 1 rows of width 131072"), message);
    assertTrue(Files.notExists(file));
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void noCutFileIsRead() throws IOException {
    Path file = folder.resolve("cut.zip");
    small().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(refusal(file).contains("cut.zip"));
    }
  }

  private static OpenVocabulary small() {
    return OpenVocabulary.of(
            List.of(OpenTag.of("cat", TagRecipe.EMBEDDINGS, new float[] {0.6f, 0.8f}, 2)))
        .withTextEncoder(DIGEST);
  }

  /** Of each byte each bit: an error, or nothing that matters. */
  @Test
  void noDamagedFileHasOtherTags() throws IOException {
    Path file = folder.resolve("damaged.zip");
    small().write(file);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      try {
        assertSame(small(), OpenVocabulary.read(file));
      } catch (FileFormatException e) {
        assertTrue(e.getMessage().contains("damaged.zip"), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 4 * whole.length, refused + " of " + 8 * whole.length);
  }

  private static String refusal(Path file) {
    return assertThrows(FileFormatException.class, () -> OpenVocabulary.read(file)).getMessage();
  }

  private static Map<String, byte[]> entries(String properties, String tags, byte[] rows) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("vocabulary.properties", properties.getBytes(StandardCharsets.UTF_8));
    entries.put("tags.tsv", tags.getBytes(StandardCharsets.UTF_8));
    entries.put("rows.f32", rows);
    return entries;
  }

  private static String properties(byte[] rows) {
    return "format=1\nrows_sha256=" + sha256(rows) + "\n";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(float... rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows);
    return bytes.array();
  }

  private Path archive(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return Files.write(folder.resolve("hostile.zip"), out.toByteArray());
  }

  private String refusal(String properties, String tags, byte[] rows) throws IOException {
    Path file = archive(entries(properties, tags, rows));
    String message = refusal(file);
    byte[] bytes = Files.readAllBytes(file);
    String ofStream =
        assertThrows(
                FileFormatException.class,
                () ->
                    OpenVocabulary.read(new ByteArrayInputStream(bytes), "vocabulary file " + file))
            .getMessage();
    assertEquals(message, ofStream);
    String prefix = "vocabulary file " + file + ": ";
    assertTrue(message.startsWith(prefix), message);
    return message.substring(prefix.length());
  }

  @Test
  void rowsOfAnotherDigestAreRefused() throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    byte[] others = bytes(0.8f, 0.6f);
    assertEquals(
        "expected rows of SHA-256 %s, found %s; the file is damaged"
            .formatted(sha256(rows), sha256(others)),
        refusal(properties(rows), HEADER + "cat\tembeddings\t0.5\t1\t2\t0\t\t\n", others));
    assertTrue(
        refusal("format=1\n", HEADER + "cat\tembeddings\t0.5\t1\t2\t0\t\t\n", rows)
            .startsWith("expected rows of SHA-256 none, found "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          cat|embeddings|0.5|2|2|0||;expected as many bytes in rows.f32 as tags.tsv says, found fewer
          cat|embeddings|0.5|65536|512|0||;expected as many bytes in rows.f32 as tags.tsv says, found fewer
          cat|embeddings|0.5|1|1|0||;expected as many bytes in rows.f32 as tags.tsv says, found more
          cat|embeddings|0.5|65536|65536|0||;tags.tsv, line 2: expected rows that fit the recipe embeddings, found 65536 of width 65536
          cat|embeddings|0.5|65537|1|0||;tags.tsv, line 2: expected rows from 0 to 65536, found "65537"
          cat|embeddings|0.5|99999999999|1|0||;tags.tsv, line 2: expected rows from 0 to 65536, found "99999999999"
          cat|embeddings|0.5|-1|2|0||;tags.tsv, line 2: expected rows from 0 to 65536, found "-1"
          cat|embeddings|0.5|0|2|0||;tags.tsv, line 2: expected rows that fit the recipe embeddings, found 0 of width 2
          cat|listed|0.5|1|2|0||;tags.tsv, line 2: expected rows that fit the recipe listed, found 1 of width 2
          cat|magic|0.5|1|2|0||;tags.tsv, line 2: expected a recipe out of listed, templates, descriptions, embeddings, examples, found "magic"
          cat|embeddings|1.5|1|2|0||;tags.tsv, line 2: threshold of tag "cat": expected 0 to 1, found 1.5
          cat|embeddings|NaN|1|2|0||;tags.tsv, line 2: threshold of tag "cat": expected 0 to 1, found NaN
          cat|embeddings|much|1|2|0||;tags.tsv, line 2: threshold: expected a number, found "much"
          cat|examples|0.5|1|2|Infinity||;bias of tag "cat": expected a finite number, found Infinity
           |embeddings|0.5|1|2|0||;tags.tsv, line 2: name of a new tag: expected a name, found a blank
          cat|embeddings|0.5|1|2|0|;tags.tsv, line 2: expected 8 values, found 7
          """)
  void linesThatSayOtherwiseAreRefused(String line, String expected) throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    assertEquals(
        expected, refusal(properties(rows), HEADER + line.replace('|', '\t') + "\n", rows));
  }

  @Test
  void linesOfOtherColumnsAreRefused() throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    String line = "cat\tembeddings\t0.5\t1\t2\t0\t\t\n";
    assertTrue(
        refusal(properties(rows), "", rows)
            .startsWith("tags.tsv, line 1: expected a column \"name\", found columns"));
    assertTrue(
        refusal(properties(rows), HEADER.strip() + "\tcolour\n" + line, rows)
            .endsWith("and name:LANGUAGE, found \"colour\""));
    assertEquals(
        "tags.tsv, line 1: expected each column once, found \"bias\" twice",
        refusal(properties(rows), HEADER.strip() + "\tbias\n" + line, rows));
    assertEquals(
        "open vocabulary: expected at least one tag, found none",
        refusal(properties(new byte[0]), HEADER, new byte[0]));
    byte[] twice = bytes(0.6f, 0.8f, 1, 0);
    assertEquals(
        "open vocabulary: expected each new name once, found \"cat\" and \"Cat\"",
        refusal(properties(twice), HEADER + line + line.replace("cat", "Cat"), twice));
    assertEquals(
        "row 0 of tag \"cat\": expected a direction, found a length of 0.0",
        refusal(properties(bytes(0, 0)), HEADER + line, bytes(0, 0)));
    assertEquals(
        "rows of tag \"cat\": expected finite numbers, found NaN",
        refusal(properties(bytes(Float.NaN, 0)), HEADER + line, bytes(Float.NaN, 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"format=2\n", "format=\\u00zz\n", ""})
  void otherPropertiesAreRefused(String properties) throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    String message = refusal(properties, HEADER, rows);
    assertTrue(message.startsWith("expected format 1, found ") || message.contains("\\u"), message);
  }

  @Test
  void otherBytesThanTextAreRefused() throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    Map<String, byte[]> entries = entries(properties(rows), HEADER, rows);
    entries.put("tags.tsv", new byte[] {'n', (byte) 0xFF});
    assertTrue(
        refusal(archive(entries)).endsWith("tags.tsv: expected UTF-8 text, found other bytes"));
    entries.put("vocabulary.properties", new byte[] {(byte) 0xC0});
    assertTrue(
        refusal(archive(entries))
            .endsWith("vocabulary.properties: expected UTF-8 text, found other bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocabulary.properties", "tags.tsv", "rows.f32"})
  void missingEntriesAreNamed(String missing) throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    Map<String, byte[]> entries =
        entries(properties(rows), HEADER + "cat\tembeddings\t0.5\t1\t2\t0\t\t\n", rows);
    entries.remove(missing);
    assertTrue(
        refusal(archive(entries)).endsWith("expected one entry " + missing + ", found none"));
  }

  /** Programs differ in which of two entries they read. */
  @Test
  void anEntryTwiceIsRefused() throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    String line = "cat\tembeddings\t0.5\t1\t2\t0\t\t\n";
    Map<String, byte[]> entries = entries(properties(rows), HEADER + line, rows);
    entries.put("tags.tsX", (HEADER + line.replace("cat", "dog")).getBytes(StandardCharsets.UTF_8));
    Path file = archive(entries);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, bytes.replace("tags.tsX", "tags.tsv"), StandardCharsets.ISO_8859_1);
    String message = refusal(file);
    assertTrue(
        message.endsWith("expected one entry tags.tsv, found 2") || message.contains("duplicate"),
        message);
  }

  /** Some kilobytes that would unpack to hundreds of megabytes. */
  @Test
  void bombsAreRefused() throws IOException {
    byte[] rows = bytes(0.6f, 0.8f);
    assertEquals(
        "expected at most 134217728 bytes in tags.tsv, found more",
        refusal(properties(rows), HEADER + "\n".repeat(135_000_000), rows));
    assertEquals(
        "tags.tsv: expected lines of at most 16,777,216 characters, found a longer one",
        refusal(properties(rows), HEADER + "x".repeat(17_000_000), rows));
    assertEquals(
        "expected at most 65536 bytes in vocabulary.properties, found more",
        refusal("#".repeat(70_000), HEADER, rows));
    StringBuilder tags = new StringBuilder(HEADER).append("0\tembeddings\t0.5\t1\t512\t0\t\t\n");
    for (int i = 1; i < 1000; i++) {
      tags.append("%d\tembeddings\t0.5\t65536\t512\t0\t\t\n".formatted(i));
    }
    // Zeros are no direction: refused at the first tag, not after 128 GiB.
    byte[] zeros = new byte[1 << 24];
    assertEquals(
        "row 0 of tag \"0\": expected a direction, found a length of 0.0",
        refusal(properties(rows), tags.toString(), zeros));
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    assertThrows(NoSuchFileException.class, () -> OpenVocabulary.read(folder.resolve("none")));
    assertTrue(refusal(folder).endsWith("expected a file, found a folder"));
    Path text = Files.writeString(folder.resolve("names.txt"), "cat\ndog\n");
    assertTrue(refusal(text).contains("found no zip archive"), refusal(text));
  }
}
