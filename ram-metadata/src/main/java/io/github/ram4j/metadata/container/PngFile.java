package io.github.ram4j.metadata.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A PNG: XMP is in an iTXt chunk. */
final class PngFile extends ImageContainer {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private static final byte[] KEYWORD = Containers.latin("XML:com.adobe.xmp\0");
  private static final byte[] PROFILE = Containers.latin("Raw profile type xmp\0");

  /** Length, type and checksum. */
  private static final int FRAME = 12;

  private final List<Chunk> chunks = new ArrayList<>();
  private final @Nullable Chunk xmp;

  /** A chunk from its length to its checksum. */
  private record Chunk(String type, long start, long end) {
    long content() {
      return start + 8;
    }

    int length() {
      return (int) (end - start) - FRAME;
    }
  }

  PngFile(FileBytes source) throws IOException {
    super(source);
    long at = SIGNATURE.length;
    Chunk last;
    do {
      last = chunk(at);
      chunks.add(last);
      at = last.end;
    } while (!last.type.equals("IEND"));
    if (!chunks.get(0).type.equals("IHDR")) {
      throw source.wrong("expected a chunk IHDR first, found " + chunks.get(0).type);
    }
    this.xmp = find();
  }

  private Chunk chunk(long start) throws IOException {
    long length = source().number(start, 4, true, "the length of a chunk");
    if (length > Integer.MAX_VALUE) {
      throw source().wrong("expected a chunk at offset %,d, found none".formatted(start));
    }
    source().require(start, length + FRAME, "a chunk");
    byte[] type = source().bytes(start + 4, 4, "the type of a chunk");
    for (byte letter : type) {
      if (!Character.isLetter((char) (letter & 0x7f)) || letter < 0) {
        throw source().wrong("expected a chunk at offset %,d, found none".formatted(start));
      }
    }
    return new Chunk(new String(type, StandardCharsets.ISO_8859_1), start, start + length + FRAME);
  }

  private @Nullable Chunk find() throws IOException {
    Chunk found = null;
    for (Chunk chunk : chunks) {
      boolean text = chunk.type.endsWith("Xt");
      if (text && isNamed(chunk, PROFILE)) {
        throw source().wrong("expected XMP in a chunk iTXt, found it as a raw profile");
      }
      if (chunk.type.equals("iTXt") && isNamed(chunk, KEYWORD)) {
        if (found != null) {
          throw source().wrong("expected one XMP packet, found several");
        }
        found = chunk;
      }
    }
    return found;
  }

  private boolean isNamed(Chunk chunk, byte[] name) throws IOException {
    return chunk.length() >= name.length && source().holds(chunk.content(), name);
  }

  @Override
  public Optional<Packet> packet() throws IOException {
    if (xmp == null) {
      return Optional.empty();
    }
    Packet.requireLength(source(), xmp.length());
    byte[] content = source().bytes(xmp.content(), xmp.length(), "XMP");
    requireChecksum(xmp, content);
    int compression = KEYWORD.length;
    int language = compression + 2;
    int translated = afterZero(content, language);
    int text = afterZero(content, translated);
    int length = content.length - text;
    byte[] main = new byte[length];
    System.arraycopy(content, text, main, 0, length);
    return Optional.of(
        Packet.of(
            switch (content[compression]) {
              case 0 -> main;
              case 1 -> inflated(main);
              default -> throw source().wrong("expected compression 0 or 1 of XMP, found another");
            }));
  }

  private int afterZero(byte[] content, int from) {
    int at = from;
    while (at < content.length && content[at] != 0) {
      at++;
    }
    if (at >= content.length) {
      throw source().wrong("expected a chunk iTXt with XMP, found one that is too short");
    }
    return at + 1;
  }

  private void requireChecksum(Chunk chunk, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Containers.latin(chunk.type));
    sum.update(content);
    if (sum.getValue() != source().number(chunk.end - 4, 4, true, "a checksum")) {
      throw source().wrong("expected the checksum of its XMP, found another");
    }
  }

  private byte[] inflated(byte[] deflated) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      ByteArrayOutputStream inflated = new ByteArrayOutputStream();
      byte[] part = new byte[1 << 13];
      while (!inflater.finished()) {
        int count = inflater.inflate(part);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw source().wrong("expected deflated XMP, found an end within it");
        }
        inflated.write(part, 0, count);
        Packet.requireLength(source(), inflated.size());
      }
      return inflated.toByteArray();
    } catch (DataFormatException e) {
      throw source().wrong("expected deflated XMP, found other bytes");
    } finally {
      inflater.end();
    }
  }

  @Override
  public int orientation() throws IOException {
    for (Chunk chunk : chunks) {
      if (chunk.type.equals("eXIf")) {
        return ExifOrientation.of(source(), chunk.content(), chunk.end - 4);
      }
    }
    return 1;
  }

  @Override
  public Splice with(Packet packet) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(KEYWORD);
    content.writeBytes(new byte[4]); // not compressed, no language, no other keyword
    content.writeBytes(packet.main());
    return splice(framed("iTXt", content.toByteArray()));
  }

  @Override
  public Splice without(String trace) {
    return splice(new byte[0]);
  }

  private Splice splice(byte[] added) {
    long from = xmp == null ? chunks.get(0).end : xmp.start;
    long to = xmp == null ? from : xmp.end;
    return new Splice(source()).copy(0, from).add(added).copy(to, source().size());
  }

  private static byte[] framed(String type, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(Containers.latin(type));
    sum.update(content);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(Numbers.bytes(content.length, 4, true));
    chunk.writeBytes(Containers.latin(type));
    chunk.writeBytes(content);
    chunk.writeBytes(Numbers.bytes(sum.getValue(), 4, true));
    return chunk.toByteArray();
  }
}
