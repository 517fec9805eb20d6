package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Detects the format of a file by its first bytes, and names the kind of a file that is no
 * checkpoint.
 */
final class FormatSniffer {
  private static final int HEAD = 512;

  private FormatSniffer() {}

  /**
   * The format by the first bytes.
   *
   * @throws ModelException if the format is unknown; the message names the kind of file
   */
  static CheckpointFormat formatOf(MappedFile file) {
    if (file.size() == 0) {
      throw file.problem("expected a checkpoint, but the file is empty (0 bytes)");
    }
    byte[] head = new byte[(int) Math.min(HEAD, file.size())];
    ByteBuffer bytes = file.slice(0, head.length);
    bytes.get(head);
    if (starts(head, "PK\u0003\u0004") || starts(head, "PK\u0005\u0006")) {
      return CheckpointFormat.TORCH_ZIP;
    }
    if (head.length > 1 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5) {
      return CheckpointFormat.TORCH_LEGACY;
    }
    boolean text = isText(head);
    if (!text && head.length > 8 && head[8] == '{') {
      return CheckpointFormat.SAFETENSORS;
    }
    throw file.problem(
        "expected a checkpoint (torch.save or safetensors), but "
            + (text ? describeText(head) : BinaryKind.of(file, head)));
  }

  private static String describeText(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    String start = text.replace("\uFEFF", "").strip();
    if (start.startsWith("version https://git-lfs")) {
      return "this is a git-lfs pointer, not the file it stands for: fetch that with \"git lfs"
          + " pull\" or download it";
    }
    if (start.startsWith("<?xml")) {
      return "this is XML, beginning with "
          + Quoted.of(start)
          + ", as storage services answer where a download is refused";
    }
    if (start.startsWith("<")) {
      return "this looks like a web page, beginning with "
          + Quoted.of(start)
          + ": was the download refused?";
    }
    if (start.isEmpty()) {
      return "this is a text file of empty lines";
    }
    return "this is a text file, beginning with " + Quoted.of(start);
  }

  private static boolean starts(byte[] head, String magic) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic);
  }

  /** Returns whether all bytes are printable or part of UTF-8 text. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      int c = b & 0xff;
      if (c == 0x7f || (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')) {
        return false;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8);
    int broken = text.indexOf('\uFFFD');
    return broken < 0 || (head.length == HEAD && broken >= text.length() - 4);
  }
}
