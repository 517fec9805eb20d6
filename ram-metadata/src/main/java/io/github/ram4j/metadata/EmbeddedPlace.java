package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.container.Containers;
import io.github.ram4j.metadata.container.ImageContainer;
import io.github.ram4j.metadata.container.Packet;
import io.github.ram4j.metadata.container.Splice;
import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The XMP in an image file. */
final class EmbeddedPlace implements XmpPlace {
  /** Blanks for other programs to write into without moving the image. */
  private static final int PADDING = 2048;

  /** The room that naming an extension takes. */
  private static final int NAME_OF_EXTENSION = 200;

  private final Path file;
  private final FileStamp stamp;
  private final ImageContainer container;
  private final boolean keepTime;
  private final boolean exists;
  private final XmpDocument document;

  /** An extension that stays as it is; empty where there is none, or it is in the document. */
  private final byte[] extension;

  private EmbeddedPlace(Path file, FileStamp stamp, ImageContainer container, boolean keepTime)
      throws IOException {
    this.file = file;
    this.stamp = stamp;
    this.container = container;
    this.keepTime = keepTime;
    Packet packet = container.packet().orElse(Packet.of(new byte[0]));
    this.exists = container.packet().isPresent();
    this.document =
        exists
            ? XmpDocument.read(packet.main(), file.toString())
            : XmpDocument.empty(file.toString());
    this.extension = taken(packet.extension(), document) ? new byte[0] : packet.extension();
  }

  /** Opens an image file; empty where its format cannot have XMP embedded. */
  static Optional<EmbeddedPlace> open(Path file, boolean keepTime) throws IOException {
    FileStamp stamp = FileStamp.of(file);
    Optional<ImageContainer> container = Containers.open(file);
    if (container.isEmpty()) {
      return Optional.empty();
    }
    boolean opened = false;
    try {
      EmbeddedPlace place = new EmbeddedPlace(file, stamp, container.get(), keepTime);
      opened = true;
      return Optional.of(place);
    } finally {
      if (!opened) {
        container.get().close();
      }
    }
  }

  /** Puts an extension into the document if it has a field that is to be changed. */
  private static boolean taken(byte[] extension, XmpDocument document) {
    if (extension.length == 0) {
      return false;
    }
    XmpDocument read = XmpDocument.read(extension, document.name());
    boolean ours = read.hasAny(Names.RAM4J) || read.has(Names.DC, "description");
    ours |= read.has(Names.REGIONS, "Regions");
    for (KeywordField field : KeywordField.values()) {
      ours |= read.has(field.namespace(), field.property());
    }
    if (ours) {
      document.addAll(read);
      document.setExtension(Optional.empty());
    }
    return ours;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public boolean exists() {
    return exists;
  }

  @Override
  public XmpDocument document() {
    return document;
  }

  /** The keywords of IPTC. */
  List<String> iptc() throws IOException {
    return container.keywords();
  }

  /** The EXIF orientation of the image. */
  int orientation() throws IOException {
    return container.orientation();
  }

  @Override
  public String trace() throws IOException {
    return container.trace();
  }

  @Override
  public void save(XmpDocument changed) throws IOException {
    Packet packet = packet(changed);
    replace(container.with(packet), Optional.of(packet));
  }

  /** The packet, with an extension where it is too large for a segment of a JPEG. */
  private Packet packet(XmpDocument changed) {
    byte[] main = changed.bytes(PADDING);
    if (main.length > container.mostBytes()) {
      main = changed.bytes(0);
    }
    if (main.length <= container.mostBytes()) {
      return new Packet(main, extension);
    }
    if (container.mostBytes() == Packet.MOST_BYTES) {
      throw new FileFormatException(
          "%s: expected XMP of at most %,d bytes, found %,d"
              .formatted(file, Packet.MOST_BYTES, main.length));
    }
    if (extension.length > 0) {
      changed.addAll(XmpDocument.read(extension, file.toString()));
      changed.setExtension(Optional.empty());
    }
    byte[] out = changed.takeOut(container.mostBytes() - NAME_OF_EXTENSION).bytes(0);
    changed.setExtension(Optional.of(Packet.digest(out)));
    return new Packet(changed.bytes(0), out);
  }

  @Override
  public MetadataChange.Kind remove(String trace) throws IOException {
    replace(container.without(trace), Optional.empty());
    return MetadataChange.Kind.WRITTEN;
  }

  private void replace(Splice splice, Optional<Packet> expected) throws IOException {
    stamp.replace(
        to -> {
          splice.write(to);
          requireReadable(to, expected);
        },
        keepTime);
  }

  /** Reads what was written before it takes the image's name. */
  private void requireReadable(Path written, Optional<Packet> expected) throws IOException {
    Optional<ImageContainer> again = Containers.open(written);
    if (again.isEmpty()) {
      throw new FileFormatException(file + ": expected an image after writing, found none");
    }
    try (ImageContainer opened = again.get()) {
      byte[] main = opened.packet().map(Packet::main).orElse(new byte[0]);
      byte[] wanted = expected.map(Packet::main).orElse(new byte[0]);
      if (!Arrays.equals(stripped(main), stripped(wanted))) {
        throw new FileFormatException(
            file + ": expected the XMP that was written, found another; the file is as it was");
      }
    }
  }

  private static byte[] stripped(byte[] packet) {
    return new String(packet, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
