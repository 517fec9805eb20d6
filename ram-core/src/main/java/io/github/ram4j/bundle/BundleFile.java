package io.github.ram4j.bundle;

import io.github.ram4j.bytes.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An entry of a manifest about one file of its bundle.
 *
 * @param name the name, without folders
 * @param bytes its length
 * @param sha256 its digest, 64 lower-case hexadecimal digits
 */
public record BundleFile(String name, long bytes, String sha256) {
  private static final int CHUNK_BYTES = 1 << 20;

  /** Checks the name and the digest. */
  public BundleFile {
    if (name.isEmpty()
        || name.contains("/")
        || name.contains("\\")
        || name.startsWith(".")
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "file of a bundle: expected a plain file name, found \"" + name + "\"");
    }
    Objects.requireNonNull(sha256, "sha256");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "digest of %s: expected 64 hexadecimal digits, found \"%s\"".formatted(name, sha256));
    }
  }

  /**
   * Measures a file.
   *
   * @param name the name in the manifest
   * @param content the file's bytes, read to their end; not closed
   * @return its length and digest
   * @throws IOException if reading fails
   */
  public static BundleFile measure(String name, InputStream content) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] chunk = new byte[CHUNK_BYTES];
    long bytes = 0;
    for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
      digest.update(chunk, 0, read);
      bytes += read;
    }
    return new BundleFile(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
