package io.github.ram4j.train.data;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ReadOptions;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Training set of a file of JSON Lines: images with tags and captions, and CLIP's features where a
 * line has them.
 *
 * <p>The lines are kept in memory. Images are read at each request, and turned upright by their
 * EXIF data as in recognition. An image with several captions has one of them at a time.
 * Thread-safe.
 */
public final class ExampleFiles implements TrainingSet {
  /** Words that are wrong for a mirrored image. */
  private static final Pattern SIDES = Pattern.compile("\\b(left|right)\\b");

  private final TagVocabulary vocabulary;
  private final List<Line> lines;
  private final SortedMap<String, Integer> unknown;
  private final ImageAugmenter augmenter;
  private final Optional<Shuffle> shuffle;
  private final long seed;

  /** An example as it is kept. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Line(
      Path image, int[] tags, List<Sentence> sentences, Optional<float[]> teacher) {}

  private ExampleFiles(
      TagVocabulary vocabulary,
      List<Line> lines,
      SortedMap<String, Integer> unknown,
      ImageAugmenter augmenter,
      Optional<Shuffle> shuffle,
      long seed) {
    this.vocabulary = vocabulary;
    this.lines = lines;
    this.unknown = unknown;
    this.augmenter = augmenter;
    this.shuffle = shuffle;
    this.seed = seed;
  }

  /**
   * Examples for training, in another order each epoch.
   *
   * @param file JSON Lines as {@link ExampleReader} reads them
   * @param vocabulary of the model
   * @param sidePx of its input
   * @param augmentation augmentation of images
   * @param seed of the order and the changes
   * @return the examples
   * @throws IOException if the file cannot be read or names an image that is not there
   * @throws io.github.ram4j.data.ExampleException if a line is no example
   */
  public static ExampleFiles forTraining(
      Path file, TagVocabulary vocabulary, int sidePx, Augmentation augmentation, long seed)
      throws IOException {
    return read(file, vocabulary, new ImageAugmenter(augmentation, sidePx), true, seed);
  }

  /**
   * Examples for validation: unchanged, in the order of the file.
   *
   * @param file JSON Lines as {@link ExampleReader} reads them
   * @param vocabulary of the model
   * @param sidePx of its input
   * @return the examples
   * @throws IOException if the file cannot be read or names an image that is not there
   * @throws io.github.ram4j.data.ExampleException if a line is no example
   */
  public static ExampleFiles forValidation(Path file, TagVocabulary vocabulary, int sidePx)
      throws IOException {
    return read(file, vocabulary, new ImageAugmenter(Augmentation.none(), sidePx), false, 0);
  }

  private static ExampleFiles read(
      Path file, TagVocabulary vocabulary, ImageAugmenter augmenter, boolean shuffled, long seed)
      throws IOException {
    SortedMap<String, Integer> unknown = new TreeMap<>();
    List<Line> lines = new ArrayList<>();
    try (ExampleReader reader =
        ExampleReader.open(file, ReadOptions.defaults().withRequireImages(true))) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        lines.add(line(file, reader, next.get(), vocabulary, unknown));
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected examples, found none");
    }
    Optional<Shuffle> shuffle =
        shuffled ? Optional.of(new Shuffle(lines.size(), seed)) : Optional.empty();
    return new ExampleFiles(vocabulary, lines, unknown, augmenter, shuffle, seed);
  }

  private static Line line(
      Path file,
      ExampleReader reader,
      Example example,
      TagVocabulary vocabulary,
      SortedMap<String, Integer> unknown) {
    try {
      return new Line(
          reader.image(example),
          numbers(example.tags(), vocabulary, unknown),
          sentences(example),
          FeatureFields.ofImage(example));
    } catch (IllegalArgumentException e) {
      throw new ExampleException(
          "%s, line %d: %s".formatted(file, reader.line(), e.getMessage()), e);
    }
  }

  private static int[] numbers(
      List<String> names, TagVocabulary vocabulary, SortedMap<String, Integer> unknown) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      List<Tag> found = vocabulary.find(name);
      if (found.isEmpty()) {
        unknown.merge(name, 1, Integer::sum);
      }
      found.forEach(tag -> numbers.add(vocabulary.indexOfId(tag.id()).orElseThrow()));
    }
    return numbers.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
  }

  /** Captions, each with the tags that it names, or with all of the image's if none were parsed. */
  private static List<Sentence> sentences(Example example) {
    List<float[]> features = FeatureFields.ofCaptions(example);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < example.captions().size(); i++) {
      List<String> tags =
          example.captionTags().isEmpty() ? example.tags() : example.captionTags().get(i);
      Optional<float[]> feature =
          features.isEmpty() ? Optional.empty() : Optional.of(features.get(i));
      sentences.add(new Sentence(tags, example.captions().get(i), feature));
    }
    return sentences;
  }

  /**
   * Tags of the file that the vocabulary lacks; they are left out.
   *
   * @return the number of images by name; unmodifiable
   */
  public SortedMap<String, Integer> unknownTags() {
    return Collections.unmodifiableSortedMap(unknown);
  }

  @Override
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public long size() {
    return lines.size();
  }

  @Override
  public TrainingExample example(long index) throws IOException {
    int place = shuffle.isPresent() ? shuffle.get().at(index) : (int) (index % lines.size());
    Line line = lines.get(place);
    SplittableRandom random = new SplittableRandom(seed ^ (index * 0xD1342543DE82EF95L));
    Optional<Sentence> sentence =
        line.sentences().isEmpty()
            ? Optional.empty()
            : Optional.of(line.sentences().get(random.nextInt(line.sentences().size())));
    boolean mayFlip =
        sentence.map(s -> !SIDES.matcher(s.text().toLowerCase(Locale.ROOT)).find()).orElse(true);
    RgbImage decoded = ImageDecoder.decode(line.image(), DecodeOptions.DEFAULTS);
    RgbImage changed = augmenter.apply(decoded, mayFlip, random);
    return new TrainingExample(
        BufferedImages.ofRgb(changed), line.tags(), sentence, line.teacher());
  }
}
