package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.evaluate.run.LabelledImages;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of images with a folder for each tag, named as the tag. Images that lie in no such
 * folder show none of the tags. Hidden files and folders are passed over.
 *
 * @param folder the folder
 * @param byTag the images of each tag, in alphabetical order, those of folders below too
 * @param others the images that lie in the folder itself
 */
record TagFolder(Path folder, Map<String, List<Path>> byTag, List<Path> others) {
  /** Finds files; none is opened. */
  static TagFolder read(Path folder) throws IOException {
    Map<String, List<Path>> byTag = new TreeMap<>();
    List<Path> others = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry)) {
        String name = Normalizer.normalize(entry.getFileName().toString(), Normalizer.Form.NFC);
        byTag.computeIfAbsent(name.strip(), key -> new ArrayList<>()).addAll(files(entry));
      } else {
        others.add(entry);
      }
    }
    if (byTag.isEmpty()) {
      throw new FileFormatException(
          "folder %s: expected a folder for each tag, found none".formatted(folder));
    }
    return new TagFolder(folder, byTag, others);
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "expected a folder of images, found a file");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !isHidden(entry)).sorted().toList();
    }
  }

  /** All files below a folder, sorted, but for hidden ones. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes is) {
            return isHidden(below) && !below.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (is.isRegularFile() && !isHidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isHidden(Path file) {
    return file.getFileName() != null && file.getFileName().toString().startsWith(".");
  }

  /** The images with the name of their folder as their only label; others without a label. */
  LabelledImages labelled() {
    List<String> names = new ArrayList<>();
    List<List<String>> tags = new ArrayList<>();
    byTag.forEach(
        (tag, images) ->
            images.forEach(
                image -> {
                  names.add(folder.relativize(image).toString());
                  tags.add(List.of(tag));
                }));
    others.forEach(
        image -> {
          names.add(folder.relativize(image).toString());
          tags.add(List.of());
        });
    return new LabelledImages(names, folder, tags);
  }
}
