package io.github.ram4j.metadata.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A WebP: XMP is in a chunk of its own, and the chunk VP8X says that there is one. */
final class WebpFile extends ImageContainer {
  private static final int HEADER = 12;
  private static final int XMP_FLAG = 0x04;
  private static final int ALPHA_FLAG = 0x10;

  /** The trace of a file without a chunk VP8X. */
  private static final String SIMPLE = "simple";

  private final List<Chunk> chunks = new ArrayList<>();
  private final @Nullable Chunk xmp;

  /** A chunk from its type to its end, the byte that makes lengths even included. */
  private record Chunk(String type, long start, int length, long end) {
    long content() {
      return start + 8;
    }
  }

  WebpFile(FileBytes source) throws IOException {
    super(source);
    long size = source.number(4, 4, false, "a length");
    source.require(8, size, "a WebP file");
    long end = 8 + size;
    long at = HEADER;
    while (at < end) {
      Chunk chunk = chunk(at, end);
      chunks.add(chunk);
      at = chunk.end;
    }
    if (chunks.isEmpty() || chunks.stream().noneMatch(WebpFile::isImage)) {
      throw source.wrong("expected an image in a WebP file, found none");
    }
    List<Chunk> packets = chunks.stream().filter(chunk -> chunk.type.equals("XMP ")).toList();
    if (packets.size() > 1) {
      throw source.wrong("expected one XMP packet, found " + packets.size());
    }
    this.xmp = packets.isEmpty() ? null : packets.get(0);
  }

  private static boolean isImage(Chunk chunk) {
    return chunk.type.equals("VP8 ") || chunk.type.equals("VP8L") || chunk.type.equals("ANMF");
  }

  private Chunk chunk(long start, long end) throws IOException {
    long length = source().number(start + 4, 4, false, "the length of a chunk");
    if (length > end - start - 8 || length > Integer.MAX_VALUE) {
      throw source()
          .wrong("expected a chunk within %,d bytes, found one beyond their end".formatted(end));
    }
    String type =
        new String(source().bytes(start, 4, "the type of a chunk"), StandardCharsets.ISO_8859_1);
    long padded = start + 8 + length + (length & 1);
    return new Chunk(type, start, (int) length, Math.min(padded, end));
  }

  @Override
  public Optional<Packet> packet() throws IOException {
    if (xmp == null) {
      return Optional.empty();
    }
    Packet.requireLength(source(), xmp.length);
    return Optional.of(Packet.of(source().bytes(xmp.content(), xmp.length, "XMP")));
  }

  @Override
  public int orientation() throws IOException {
    for (Chunk chunk : chunks) {
      if (chunk.type.equals("EXIF")) {
        byte[] prefix = Containers.latin("Exif\0\0");
        boolean prefixed = chunk.length > prefix.length && source().holds(chunk.content(), prefix);
        long from = chunk.content() + (prefixed ? prefix.length : 0);
        return ExifOrientation.of(source(), from, chunk.content() + chunk.length);
      }
    }
    return 1;
  }

  @Override
  public String trace() {
    return isExtended() ? "" : SIMPLE;
  }

  private boolean isExtended() {
    return chunks.get(0).type.equals("VP8X");
  }

  @Override
  public Splice with(Packet packet) throws IOException {
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    added.writeBytes(Containers.latin("XMP "));
    added.writeBytes(Numbers.bytes(packet.main().length, 4, false));
    added.writeBytes(packet.main());
    added.writeBytes(new byte[packet.main().length & 1]);
    byte[] extended = isExtended() ? flagged(XMP_FLAG) : extended();
    return splice(extended, added.toByteArray());
  }

  @Override
  public Splice without(String trace) throws IOException {
    boolean simple =
        trace.equals(SIMPLE)
            && isExtended()
            && chunks.stream()
                .skip(1)
                .allMatch(
                    chunk ->
                        chunk.equals(xmp)
                            || chunk.type.equals("VP8 ")
                            || chunk.type.equals("VP8L"));
    return splice(simple || !isExtended() ? new byte[0] : flagged(0), new byte[0]);
  }

  /** The file with another first chunk, if any, and another XMP, if any. */
  private Splice splice(byte[] extended, byte[] added) throws IOException {
    List<Chunk> kept =
        chunks.stream().filter(chunk -> !chunk.equals(xmp) && !chunk.type.equals("VP8X")).toList();
    Chunk last = chunks.get(chunks.size() - 1);
    long end = last.end;
    // A last chunk of odd length that lacks the byte which makes it even gets it before another.
    int padding =
        added.length > 0
                && ((last.content() + last.length) & 1) == 1
                && last.end == last.content() + last.length
            ? 1
            : 0;
    long length = 4L + extended.length + added.length + padding;
    for (Chunk chunk : kept) {
      length += chunk.end - chunk.start;
    }
    if (length > 0xffff_fffeL) {
      throw source().wrong("expected a WebP file below 4 GiB, found no room for XMP");
    }
    Splice splice = new Splice(source());
    splice.copy(0, 4).add(Numbers.bytes(length, 4, false)).copy(8, HEADER).add(extended);
    for (Chunk chunk : kept) {
      splice.copy(chunk.start, chunk.end);
    }
    return splice.add(new byte[padding]).add(added).copy(end, source().size());
  }

  /** The chunk VP8X with the flag of XMP as asked. */
  private byte[] flagged(int flag) throws IOException {
    Chunk chunk = chunks.get(0);
    byte[] bytes = source().bytes(chunk.start, (int) (chunk.end - chunk.start), "VP8X");
    if (chunk.length < 10) {
      throw source().wrong("expected a chunk VP8X of 10 bytes, found " + chunk.length);
    }
    bytes[8] = (byte) ((bytes[8] & ~XMP_FLAG) | flag);
    return bytes;
  }

  /** A chunk VP8X for a file that has none. */
  private byte[] extended() throws IOException {
    Chunk image = chunks.get(0);
    long at = image.content();
    int width;
    int height;
    int flags = XMP_FLAG;
    if (image.type.equals("VP8L")) {
      source().require(at, 5, "the size of an image");
      long bits = source().number(at + 1, 4, false, "the size of an image");
      width = (int) (bits & 0x3fff);
      height = (int) (bits >> 14 & 0x3fff);
      flags |= (bits >> 28 & 1) == 1 ? ALPHA_FLAG : 0;
    } else if (image.type.equals("VP8 ")
        && source().holds(at + 3, new byte[] {(byte) 0x9d, 0x01, 0x2a})) {
      width = ((int) source().number(at + 6, 2, false, "a width") & 0x3fff) - 1;
      height = ((int) source().number(at + 8, 2, false, "a height") & 0x3fff) - 1;
    } else {
      throw source().wrong("expected an image first in a WebP file, found " + image.type.strip());
    }
    if (width < 0 || height < 0) {
      throw source().wrong("expected an image of a size, found one of 0 pixels");
    }
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(Containers.latin("VP8X"));
    chunk.writeBytes(Numbers.bytes(10, 4, false));
    chunk.writeBytes(Numbers.bytes(flags, 4, false));
    chunk.writeBytes(Numbers.bytes(width, 3, false));
    chunk.writeBytes(Numbers.bytes(height, 3, false));
    return chunk.toByteArray();
  }
}
