package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.container.Packet;
import io.github.ram4j.metadata.xmp.XmpDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sidecar. */
final class SidecarPlace implements XmpPlace {
  private final Path file;
  private final FileStamp stamp;
  private final boolean exists;
  private final XmpDocument document;

  /** Reads a sidecar, or begins one that does not exist. */
  SidecarPlace(Path file) throws IOException {
    this.file = file;
    this.exists = Files.exists(file);
    if (exists) {
      if (!Files.isRegularFile(file)) {
        throw new FileFormatException(file + ": expected a sidecar, found another kind of file");
      }
      this.stamp = FileStamp.of(file);
      this.document = XmpDocument.read(read(file), file.toString());
    } else {
      this.stamp = FileStamp.none(file);
      this.document = XmpDocument.empty(file.toString());
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(Packet.MOST_BYTES + 1);
      if (bytes.length > Packet.MOST_BYTES) {
        throw new FileFormatException(
            "%s: expected a sidecar of at most %,d bytes, found %,d"
                .formatted(file, Packet.MOST_BYTES, Files.size(file)));
      }
      return bytes;
    }
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

  @Override
  public String trace() {
    return "";
  }

  @Override
  public void save(XmpDocument changed) throws IOException {
    stamp.replace(to -> Files.write(to, changed.bytes(0)), false);
  }

  @Override
  public MetadataChange.Kind remove(String trace) throws IOException {
    stamp.delete();
    return MetadataChange.Kind.DELETED;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
