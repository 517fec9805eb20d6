package io.github.ram4j.metadata.container;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An image file whose structure was read to its end. Not thread-safe. Closing it closes the file.
 */
public abstract class ImageContainer implements AutoCloseable {
  private final FileBytes source;

  ImageContainer(FileBytes source) {
    this.source = source;
  }

  final FileBytes source() {
    return source;
  }

  /** The XMP of the file. */
  public abstract Optional<Packet> packet() throws IOException;

  /** The EXIF orientation, 1 to 8; 1 where there is none or it cannot be read. */
  public abstract int orientation() throws IOException;

  /** The keywords of IPTC, an older form than XMP; empty where there are none. */
  public List<String> keywords() throws IOException {
    return List.of();
  }

  /** The most bytes of a packet without an extension. */
  public int mostBytes() {
    return Packet.MOST_BYTES;
  }

  /**
   * What {@link #without} has to be told to make the file that this is, once it has been given a
   * packet. Empty where it need not be told anything.
   */
  public String trace() throws IOException {
    return "";
  }

  /** The file with a packet in place of the one that it has, if any. */
  public abstract Splice with(Packet packet) throws IOException;

  /**
   * The file without its packet.
   *
   * @param trace of the file as it was; one that does not fit the file is ignored
   */
  public abstract Splice without(String trace) throws IOException;

  @Override
  public final void close() throws IOException {
    source.close();
  }
}
