package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.bytes.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Images of which no two are the same to the byte. A copy of an example would make it known when it
 * is left out, so that leave-one-out would promise what other images do not keep.
 */
final class DistinctImages {
  private final PrintWriter told;
  private final Map<String, Place> places = new HashMap<>();

  /** A file, and the tag that it is an example of; the empty text for images of none. */
  private record Place(String tag, Path file) {}

  DistinctImages(PrintWriter told) {
    this.told = told;
  }

  /**
   * Leaves copies out, and tells them.
   *
   * @param tag of the images; the empty text for images of none
   * @throws FileFormatException if an image is among those of another tag, too
   */
  List<Path> of(String tag, List<Path> files) {
    List<Path> distinct = new ArrayList<>();
    for (Path file : files) {
      String digest = digest(file);
      Place other = digest.isEmpty() ? null : places.putIfAbsent(digest, new Place(tag, file));
      if (other == null) {
        distinct.add(file);
      } else if (other.tag().equals(tag)) {
        told.println("left out: %s: the same image as %s".formatted(file, other.file()));
      } else {
        throw new FileFormatException(
            "%s: expected an image of one tag, or of none, found the same image in %s"
                .formatted(file, other.file()));
      }
    }
    return distinct;
  }

  /** The digest; the empty text for a file that cannot be read, which is told when it is used. */
  private static String digest(Path file) {
    try {
      return HexFormat.of().formatHex(Sha256.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
