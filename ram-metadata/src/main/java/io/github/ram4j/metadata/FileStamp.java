package io.github.ram4j.metadata;

import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was read. It is replaced only while it is still that one, and the new
 * one gets its permissions, its owner where that may be done, and its time where that is asked for.
 */
final class FileStamp {
  private static final Set<PosixFilePermission> WRITING =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private final Path file;
  private final @Nullable BasicFileAttributes attributes;

  private FileStamp(Path file, @Nullable BasicFileAttributes attributes) {
    this.file = file;
    this.attributes = attributes;
  }

  /** A file that exists. */
  static FileStamp of(Path file) throws IOException {
    return new FileStamp(file, Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** A file that is to be made. */
  static FileStamp none(Path file) {
    return new FileStamp(file, null);
  }

  /** What writes the new content to a name. */
  interface Content {
    void write(Path to) throws IOException;
  }

  /** Replaces or makes the file in one step. */
  void replace(Content content, boolean keepTime) throws IOException {
    requireWritable();
    try (PartialFile partial = new PartialFile(file)) {
      content.write(partial.path());
      keep(partial.path(), keepTime);
      requireSame();
      partial.finish();
    }
  }

  /** Deletes the file itself, whatever link leads to it. */
  void delete() throws IOException {
    requireWritable();
    requireSame();
    Files.delete(file.toRealPath()); // what a link leads to, which a run made; the link stays
  }

  /** A file that nobody may write to is one that its owner protects, whoever runs this. */
  private void requireWritable() throws IOException {
    if (attributes == null) {
      return;
    }
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    boolean marked =
        posix != null && posix.readAttributes().permissions().stream().noneMatch(WRITING::contains);
    if (marked || !Files.isWritable(file)) {
      throw new AccessDeniedException(
          file.toString(), null, "expected a file that may be written, found a read-only one");
    }
  }

  private void requireSame() throws IOException {
    boolean same =
        attributes == null
            ? !Files.exists(file)
            : Files.exists(file)
                && isSame(attributes, Files.readAttributes(file, BasicFileAttributes.class));
    if (!same) {
      throw new FileSystemException(
          file.toString(),
          null,
          "expected the file as it was read, found that another program changed it meanwhile");
    }
  }

  private static boolean isSame(BasicFileAttributes older, BasicFileAttributes newer) {
    return older.size() == newer.size()
        && older.lastModifiedTime().equals(newer.lastModifiedTime())
        && Objects.equals(older.fileKey(), newer.fileKey());
  }

  private void keep(Path to, boolean keepTime) throws IOException {
    if (attributes == null) {
      return;
    }
    PosixFileAttributeView older = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    PosixFileAttributeView newer = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (older != null && newer != null) {
      keepOwner(older.readAttributes(), newer);
    }
    FileTime time = keepTime ? attributes.lastModifiedTime() : null;
    Files.getFileAttributeView(to, BasicFileAttributeView.class)
        .setTimes(time, null, attributes.creationTime());
  }

  private static void keepOwner(PosixFileAttributes older, PosixFileAttributeView newer)
      throws IOException {
    try {
      if (!older.group().equals(newer.readAttributes().group())) {
        newer.setGroup(older.group());
      }
      if (!older.owner().equals(newer.readAttributes().owner())) {
        newer.setOwner(older.owner());
      }
    } catch (FileSystemException e) {
      // Only an administrator may give files away; the file is whole all the same.
    }
  }
}
