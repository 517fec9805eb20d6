package io.github.ram4j.onnx.decode;

/** Finds PNGs that are cut short, on which libpng would also write to the standard error. */
final class PngChunks {
  private PngChunks() {}

  /**
   * Walks over the chunks to the end mark.
   *
   * @param encoded a file whose signature has been checked; whatever follows the end mark is left
   *     aside
   * @throws DamagedPictureException if the file ends before
   */
  static void checkWhole(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    long place = 8;
    while (!bytes.ascii(place + 4, "IEND") || !bytes.has(place, 12)) {
      if (!bytes.has(place, 12)) {
        throw new DamagedPictureException(
            "PNG is cut short: expected a chunk at byte %d, found the end at %d"
                .formatted(place, encoded.length));
      }
      place += 12 + bytes.u32(place);
    }
  }
}
