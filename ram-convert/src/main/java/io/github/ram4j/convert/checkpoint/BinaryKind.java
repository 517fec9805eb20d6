package io.github.ram4j.convert.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names the kind of a binary file that is no checkpoint, by its first and last bytes and its name.
 */
final class BinaryKind {
  private static final int TAR_MAGIC_AT = 257;
  private static final String TENSORFLOW =
      "; none of this family is published for TensorFlow, use the .pth file";

  /** The last 8 bytes of a TensorFlow checkpoint index, little-endian. */
  private static final long TABLE_MAGIC = 0xdb4775248b80fb57L;

  private static final Pattern TENSORFLOW_DATA = Pattern.compile(".*\\.data-\\d{5}-of-\\d{5}");

  /** Kinds of files by their first bytes, as ISO 8859-1. */
  private static final Map<String, String> MAGIC = new LinkedHashMap<>();

  static {
    MAGIC.put("\u001f\u008b", "is packed with gzip: unpack it first");
    MAGIC.put("BZh", "is packed with bzip2: unpack it first");
    MAGIC.put("\u00fd7zXZ", "is packed with xz: unpack it first");
    MAGIC.put("(\u00b5/\u00fd", "is packed with zstd: unpack it first");
    MAGIC.put("7z\u00bc\u00af'\u001c", "is a 7z archive: unpack it first");
    MAGIC.put("Rar!", "is a RAR archive: unpack it first");
    MAGIC.put("GGUF", "is a GGUF file; models of this family are not published as such");
    MAGIC.put("\u0089HDF", "is an HDF5 file, as Keras writes them (.h5)" + TENSORFLOW);
    MAGIC.put("\u0093NUMPY", "is an array of numpy (.npy), not a model's weights with their names");
    MAGIC.put("\u0089PNG", "is an image (PNG)");
    MAGIC.put("\u00ff\u00d8\u00ff", "is an image (JPEG)");
    MAGIC.put("GIF8", "is an image (GIF)");
    MAGIC.put("RIFF", "is an image, sound or video (RIFF)");
    MAGIC.put("II*\0", "is an image (TIFF)");
    MAGIC.put("MM\0*", "is an image (TIFF)");
    MAGIC.put("%PDF", "is a PDF document");
    MAGIC.put("SQLite format 3", "is a database of SQLite");
    MAGIC.put("\u007fELF", "is a program or library of Linux");
    MAGIC.put("MZ", "is a program or library of Windows");
  }

  private BinaryKind() {}

  /** A clause about the file. */
  static String of(MappedFile file, byte[] head) {
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (at(head, 0, magic.getKey())) {
        return "this " + magic.getValue();
      }
    }
    if (at(head, TAR_MAGIC_AT, "ustar")) {
      return "this is a tar archive: unpack it first, or save the weights again with a newer"
          + " PyTorch";
    }
    if (at(head, 4, "TFL3")) {
      return "this is a model of TensorFlow Lite" + TENSORFLOW;
    }
    if (file.size() >= Long.BYTES
        && file.slice(file.size() - Long.BYTES, Long.BYTES).getLong(0) == TABLE_MAGIC) {
      return "this is the index of a TensorFlow checkpoint (.index)" + TENSORFLOW;
    }
    if (TENSORFLOW_DATA.matcher(String.valueOf(file.path().getFileName())).matches()) {
      return "this is the data of a TensorFlow checkpoint" + TENSORFLOW;
    }
    if (at(head, 0, "\b\u0001\u0012")) {
      return "this is a SavedModel of TensorFlow" + TENSORFLOW;
    }
    if (isOnnx(head)) {
      return "this looks like an ONNX file: that of a tagger needs no conversion (./ram recognize"
          + " --model FILE.onnx), other models are converted from their checkpoints";
    }
    StringBuilder hex = new StringBuilder("its first bytes are");
    for (int i = 0; i < Math.min(8, head.length); i++) {
      hex.append(String.format(Locale.ROOT, " %02x", head[i]));
    }
    return hex.append(" (").append(file.size()).append(" bytes in all)").toString();
  }

  /**
   * Returns whether a file begins like an ONNX model: the format's version as field 1, then the
   * producer, the domain, the graph or the like.
   */
  private static boolean isOnnx(byte[] head) {
    return head.length > 3
        && head[0] == 8
        && head[1] >= 2
        && head[1] <= 32
        && (head[2] & 7) == 2
        && head[2] >= 0x12
        && head[2] <= 0x42;
  }

  private static boolean at(byte[] head, int start, String magic) {
    return head.length >= start + magic.length()
        && new String(head, start, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
  }
}
