package io.github.ram4j.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelTask;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors of a bundle, read row by row from files and resources. */
class BundleTensorTest {
  private static final String FILE = "rows of it.bin";
  private static final int OFFSET = 5;
  private static final Map<String, TensorPlace> PLACES =
      new TreeMap<>(
          Map.of(
              "singles",
              place(OFFSET, "float32", "4", "3"),
              "halves",
              place(OFFSET + 48, "float16", "3", "2"),
              "bytes",
              place(OFFSET + 60, "uint8", "2", "2", "2"),
              "bytes_scales",
              place(OFFSET + 68, "float32", "2", "2")));

  @TempDir Path folder;

  private static TensorPlace place(long offset, String dtype, String... sizes) {
    return new TensorPlace(FILE, offset, new TensorSpec(dtype, List.of(sizes)));
  }

  private static byte[] content() {
    ByteBuffer bytes = ByteBuffer.allocate(OFFSET + 84).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(OFFSET);
    for (int i = 0; i < 12; i++) {
      bytes.putFloat(i + 0.5f);
    }
    // 1, −2; the smallest and the largest; −0 and infinity.
    for (int half : new int[] {0x3c00, 0xc000, 0x0001, 0x7bff, 0x8000, 0x7c00}) {
      bytes.putShort((short) half);
    }
    bytes.put(new byte[] {(byte) 128, (byte) 255, 1, (byte) 129, 127, 0, (byte) 130, (byte) 200});
    for (float scale : new float[] {0.5f, 2, 1, 0.25f}) {
      bytes.putFloat(scale);
    }
    return bytes.array();
  }

  private static void write(Path to) throws IOException {
    Files.write(to.resolve(FILE), content());
    ManifestBuilder manifest =
        BundleManifest.builder(new ModelFamily("sample"))
            .tasks(List.of(new ModelTask("any")))
            .files(List.of(SampleBundle.measure(FILE, content())));
    PLACES.forEach(manifest::tensor);
    Files.writeString(to.resolve(BundleManifest.FILE_NAME), manifest.build().toText());
  }

  private BundleTensor tensor(String name) throws IOException {
    write(folder);
    return Bundle.read(folder).tensor(name).orElseThrow();
  }

  @Test
  void rowsComeInTheOrderWanted() throws IOException {
    BundleTensor tensor = tensor("singles");
    assertEquals(PLACES.get("singles"), tensor.place());
    assertEquals(4, tensor.place().rows());
    assertEquals(3, tensor.place().rowElements());
    assertArrayEquals(new float[0], tensor.rows());
    assertArrayEquals(
        new float[] {9.5f, 10.5f, 11.5f, 0.5f, 1.5f, 2.5f, 9.5f, 10.5f, 11.5f},
        tensor.rows(3, 0, 3));
  }

  @Test
  void halvesAndIntegersAreWidened() throws IOException {
    assertArrayEquals(
        new float[] {-0f, Float.POSITIVE_INFINITY, 1, -2, 0x1p-24f, 65504},
        tensor("halves").rows(2, 0, 1));
    assertArrayEquals(new float[] {1, -2, 1, -2}, tensor("halves").rows(0, 0));
    assertArrayEquals(
        new float[] {-1, -128, 0.5f, 18, 0, 63.5f, -254, 2}, tensor("bytes").rows(1, 0));
  }

  @Test
  void resourcesAreReadAlike() throws Exception {
    Path beside = Files.createTempDirectory(Path.of(here()), "bundle");
    try {
      write(beside);
      Bundle bundle =
          Bundle.ofResources(BundleTensorTest.class, beside.getFileName().toString() + "/");
      assertEquals(Optional.empty(), bundle.tensor("other"));
      assertArrayEquals(
          new float[] {6.5f, 7.5f, 8.5f, 3.5f, 4.5f, 5.5f},
          bundle.tensor("singles").orElseThrow().rows(2, 1));
      assertArrayEquals(
          new float[] {0, 63.5f, -254, 2}, bundle.tensor("bytes").orElseThrow().rows(0));
    } finally {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(beside)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(beside);
    }
  }

  private static URI here() throws Exception {
    return BundleTensorTest.class.getResource(".").toURI();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
  void aRowThatIsNotThereIsNamed(int row) throws IOException {
    BundleTensor tensor = tensor("singles");
    assertEquals(
        "row of tensor.singles of bundle %s: expected 0 to 3, found %d".formatted(folder, row),
        assertThrows(IllegalArgumentException.class, () -> tensor.rows(0, row)).getMessage());
  }

  @Test
  void aFileThatWasCutMeanwhileIsNamed() throws IOException {
    BundleTensor tensor = tensor("singles");
    Files.write(folder.resolve(FILE), new byte[OFFSET + 40]);
    assertEquals(0, tensor.rows(2)[0]);
    IOException e = assertThrows(IOException.class, () -> tensor.rows(3));
    assertTrue(e.getMessage().contains(FILE), e.getMessage());
  }

  @Test
  void anotherBundleInItsPlaceIsNotRead() throws IOException {
    BundleTensor tensor = tensor("singles");
    Path manifest = folder.resolve(BundleManifest.FILE_NAME);
    Files.writeString(manifest, Files.readString(manifest) + "note.1 = another\n");
    assertReplaced(tensor);
    Files.delete(folder.resolve(FILE));
    assertReplaced(tensor);
  }

  private static void assertReplaced(BundleTensor tensor) {
    ModelException e = assertThrows(ModelException.class, () -> tensor.rows(0));
    assertTrue(e.getMessage().endsWith("found that it was replaced"), e.getMessage());
  }

  @Test
  void tensorsComeBackAsTheyWereWritten() throws IOException {
    write(folder);
    BundleManifest manifest = Bundle.read(folder).manifest();
    assertEquals(PLACES, manifest.tensors());
    assertEquals(manifest, manifest.toBuilder().build());
    assertThrows(UnsupportedOperationException.class, () -> manifest.tensors().clear());
  }

  @Test
  void bundlesOfBeforeHaveNone() throws IOException {
    SampleBundle.write(folder.resolve("before"));
    Bundle before = Bundle.read(folder.resolve("before"));
    assertEquals(Optional.empty(), before.tensor(TaggingGraphs.LABEL_EMBEDDINGS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two words 5 float32 [4, 3]      | tensor.singles: expected one of the bundle's files,"
            + " found two words",
        "other.bin 5 float32 [4, 3]      | tensor.singles: expected one of the bundle's files,"
            + " found other.bin",
        "f.bin 0 float32 [6, 4]          | tensor.singles: expected 96 bytes from byte 0 on in"
            + " f.bin, found a file of 89 bytes",
        "f.bin 42 float32 [4, 3]         | tensor.singles: expected 48 bytes from byte 42 on in"
            + " f.bin, found a file of 89 bytes",
        "f.bin 90 uint8 [1]              | expected 1 bytes from byte 90 on",
        "f.bin 999999999999999999 float32 [4, 3] | from byte 999999999999999999 on",
        "f.bin 9999999999999999999 float32 [4, 3] | expected a file, an offset",
        "f.bin -1 float32 [4, 3]         | tensor.singles: expected a file, an offset",
        "f.bin 5 float64 [4, 3]          | tensor.singles: dtype: expected float32, float16 or"
            + " uint8, found float64",
        "f.bin 5 float32 [tags, 3]       | tensor.singles: shape: expected sizes",
        "f.bin 5 float32 [0, 3]          | tensor.singles: shape: expected sizes",
        "f.bin 5 float32 []              | tensor.singles: shape: expected sizes",
        "f.bin 5 float32 [3, 600000000]  | with rows below 2^31 bytes",
        "f.bin 5 float32 [999999999999999999, 999999999999999999] | shape: expected sizes",
        "f.bin 5 float32 [999999999999999999, 500000000] | shape: expected sizes",
        "f.bin 5 uint8 [4, 3]            | tensor.singles_scales: expected float32 [4] for the"
            + " integers of tensor.singles, found none",
        "f.bin 5 float32 4, 3            | tensor.singles: expected a file, an offset",
      })
  void aHostileLineIsNamed(String line, String expected) throws IOException {
    write(folder);
    Path manifest = folder.resolve(BundleManifest.FILE_NAME);
    String text =
        Files.readString(manifest).replace("rows\\ of\\ it.bin", "f.bin").replace(FILE, "f.bin");
    Files.writeString(
        manifest, text.replaceFirst("(?m)^tensor\\.singles = .*", "tensor.singles = " + line));
    Files.move(folder.resolve(FILE), folder.resolve("f.bin"));
    assertRefused(expected);
  }

  @Test
  void scalesOfAnotherShapeAreNamed() throws IOException {
    write(folder);
    Path manifest = folder.resolve(BundleManifest.FILE_NAME);
    Files.writeString(
        manifest, Files.readString(manifest).replace("73 float32 [2, 2]", "73 float32 [2, 1]"));
    assertRefused("tensor.bytes_scales: expected float32 [2, 2] for the integers of tensor.bytes");
  }

  private void assertRefused(String expected) {
    ModelException e = assertThrows(ModelException.class, () -> Bundle.read(folder));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }
}
