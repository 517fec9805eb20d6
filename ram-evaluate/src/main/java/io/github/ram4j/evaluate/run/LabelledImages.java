package io.github.ram4j.evaluate.run;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.evaluate.TruthFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Images and their labels.
 *
 * @param names names in the file, paths below a folder
 * @param folder folder of the images
 * @param tags names or ids of each image's tags
 * @param neutral names or ids of each image's tags that count neither as right nor as wrong
 */
public record LabelledImages(
    List<String> names, Path folder, List<List<String>> tags, List<List<String>> neutral) {
  /** Copies the lists. */
  public LabelledImages {
    names = List.copyOf(names);
    tags = List.copyOf(tags);
    neutral = List.copyOf(neutral);
  }

  /**
   * Images without neutral tags.
   *
   * @param names names in the file, paths below a folder
   * @param folder folder of the images
   * @param tags names or ids of each image's tags
   */
  public LabelledImages(List<String> names, Path folder, List<List<String>> tags) {
    this(names, folder, tags, Collections.nCopies(names.size(), List.of()));
  }

  /**
   * Reads a truth file, with the images below its folder.
   *
   * @param truth a truth file
   * @return the images in the order of the file
   * @throws IOException if the file cannot be read
   */
  public static LabelledImages read(Path truth) throws IOException {
    return read(truth, null);
  }

  /**
   * Reads a truth file.
   *
   * @param truth a truth file
   * @param folder folder of the images, or null for the folder of the file
   * @return the images in the order of the file
   * @throws IOException if the file cannot be read
   */
  public static LabelledImages read(Path truth, Path folder) throws IOException {
    Map<String, List<String>> read = TruthFile.read(truth);
    return new LabelledImages(
        List.copyOf(read.keySet()),
        folder == null ? truth.toAbsolutePath().getParent() : folder,
        List.copyOf(read.values()));
  }

  /**
   * These images with neutral tags, which count neither as right nor as wrong, neither as found nor
   * as missed: tags that were not labelled completely.
   *
   * @param file of the format of a truth file; images without a line have no neutral tags
   * @return new images
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is of another format, or has an image that is not among these
   *     or a tag that the image's truth has
   */
  public LabelledImages withNeutral(Path file) throws IOException {
    Map<String, List<String>> read = new LinkedHashMap<>(neutralTags(file));
    List<List<String>> ofImages = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<String> ofImage = Optional.ofNullable(read.remove(name)).orElse(List.of());
      for (String tag : ofImage) {
        if (tags.get(i).contains(tag)) {
          throw new FileFormatException(
              "neutral tags %s: expected tags that the truth does not list, found \"%s\" of %s, which it does"
                  .formatted(file, tag, name));
        }
      }
      ofImages.add(ofImage);
    }
    if (!read.isEmpty()) {
      throw new FileFormatException(
          "neutral tags %s: expected images of the truth, found %s"
              .formatted(file, read.keySet().iterator().next()));
    }
    return new LabelledImages(names, folder, tags, ofImages);
  }

  private static Map<String, List<String>> neutralTags(Path file) throws IOException {
    try {
      return TruthFile.read(file);
    } catch (FileFormatException e) {
      throw new FileFormatException("neutral tags, read as " + e.getMessage(), e);
    }
  }

  /**
   * The number of images.
   *
   * @return 0 or more
   */
  public int size() {
    return names.size();
  }

  /**
   * The file of an image.
   *
   * @param image index from 0
   * @return its path below the folder
   * @throws IllegalArgumentException if its name is no path
   */
  public Path file(int image) {
    try {
      return folder.resolve(names.get(image));
    } catch (InvalidPathException e) {
      throw new FileFormatException(
          "image %s: expected a path below %s, found none".formatted(names.get(image), folder), e);
    }
  }

  /**
   * Finds images by a prefix of their names.
   *
   * @param prefix of the names
   * @return indices, one at least
   * @throws IllegalArgumentException if no name begins so
   */
  public List<Integer> beginning(String prefix) {
    List<Integer> found =
        IntStream.range(0, size()).filter(i -> names.get(i).startsWith(prefix)).boxed().toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "expected images of the truth whose names begin with %s, found none, the first is %s"
              .formatted(prefix, names.get(0)));
    }
    return found;
  }

  /**
   * Some of the images.
   *
   * @param chosen indices
   * @return those images in that order
   */
  public LabelledImages only(List<Integer> chosen) {
    List<String> fewerNames = new ArrayList<>();
    List<List<String>> fewerTags = new ArrayList<>();
    List<List<String>> fewerNeutral = new ArrayList<>();
    for (int i : chosen) {
      fewerNames.add(names.get(i));
      fewerTags.add(tags.get(i));
      fewerNeutral.add(neutral.get(i));
    }
    return new LabelledImages(fewerNames, folder, fewerTags, fewerNeutral);
  }

  /**
   * The tags that the images show, and the neutral ones.
   *
   * @return names or ids, each once, in alphabetical order; a new set
   */
  public NavigableSet<String> shownTags() {
    NavigableSet<String> shown = new TreeSet<>();
    tags.forEach(shown::addAll);
    neutral.forEach(shown::addAll);
    return shown;
  }
}
