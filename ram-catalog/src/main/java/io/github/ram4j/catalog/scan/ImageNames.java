package io.github.ram4j.catalog.scan;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** The rule that tells which files a scan takes, by their names. */
final class ImageNames {
  private static final FileSystem FILES = FileSystems.getDefault();

  /** Formats with decoders in this project, those of optional modules too. */
  private static final Set<String> ENDINGS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "gif", "tif", "tiff", "heic",
          "heif", "avif", "jxl");

  private final List<Pattern> included;
  private final List<Pattern> excluded;

  /** A glob; whether it is of names alone. */
  private record Pattern(PathMatcher matcher, boolean ofNames) {
    static Pattern of(String option, String glob) {
      try {
        boolean ofNames = !glob.contains("/");
        String whole = glob.startsWith("/") ? glob.substring(1) : glob;
        return new Pattern(FILES.getPathMatcher("glob:" + whole), ofNames);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "%s pattern: expected a glob such as *.jpg or 2024/**, found %s: %s"
                .formatted(option, glob, e.getDescription()),
            e);
      }
    }

    boolean matches(Path relative) {
      return matcher.matches(ofNames ? relative.getFileName() : relative);
    }
  }

  ImageNames(ScanOptions options) {
    this.included = options.included().stream().map(glob -> Pattern.of("include", glob)).toList();
    this.excluded = options.excluded().stream().map(glob -> Pattern.of("exclude", glob)).toList();
  }

  /** Returns whether a name is hidden, as those of the catalogue's own folder. */
  static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** Returns whether a name is an image's. */
  static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Returns whether a folder below the scanned one is left out with all that it has. */
  boolean isExcluded(Path relative) {
    return excluded.stream().anyMatch(pattern -> pattern.matches(relative));
  }

  /** Returns whether an image below the scanned folder is taken. */
  boolean takes(Path relative) {
    return !isExcluded(relative)
        && (included.isEmpty() || included.stream().anyMatch(p -> p.matches(relative)));
  }
}
