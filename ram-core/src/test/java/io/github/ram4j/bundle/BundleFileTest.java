package io.github.ram4j.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFileTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String MILLION_A =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

  @Test
  void measuresLengthAndDigest() {
    BundleFile file = SampleBundle.measure("a", "abc".getBytes(StandardCharsets.US_ASCII));
    assertEquals(new BundleFile("a", 3, ABC), file);
  }

  @Test
  void measuresAStreamThatGivesFewBytesAtOnce() throws Exception {
    byte[] content = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    InputStream slow =
        new ByteArrayInputStream(content) {
          @Override
          public synchronized int read(byte[] target, int offset, int count) {
            return super.read(target, offset, Math.min(count, 4099));
          }
        };
    assertEquals(new BundleFile("a", 1_000_000, MILLION_A), BundleFile.measure("a", slow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../tags.tsv", "a/b", "a\\b", ".hidden", "..", "a\0b", "a\nb"})
  void aNameThatLeavesTheBundleIsRefused(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new BundleFile(name, 3, ABC))
            .getMessage();
    assertTrue(message.startsWith("file of a bundle: expected a plain file name"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200"})
  void aDigestThatIsNoneIsRefusedWithTheFile(String digest) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new BundleFile("a", 3, digest))
            .getMessage();
    assertEquals("digest of a: expected 64 hexadecimal digits, found \"" + digest + "\"", message);
  }
}
