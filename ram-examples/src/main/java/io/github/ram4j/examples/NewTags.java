package io.github.ram4j.examples;

import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Prints the scores of names that no list has: {@code NewTags MODEL TEXT-ENCODER IMAGE NAME…}. */
public final class NewTags {
  private static final int OPTIONS = 3;

  private NewTags() {}

  /**
   * Asks a model of RAM or RAM++ for names of the caller.
   *
   * @param arguments a bundle of RAM or RAM++, a bundle of CLIP's text half, an image, names
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments[0]);
    Path clip = Path.of(arguments[1]);
    Path image = Path.of(arguments[2]);
    List<String> names = Arrays.asList(arguments).subList(OPTIONS, arguments.length);
    // tag::names[]
    OpenVocabulary vocabulary;
    try (TextEncoder encoder = RamModels.openTextEncoder(clip)) {
      vocabulary = OpenVocabulary.ofNames(encoder, names);
    }
    try (Recognizer recognizer = RamModels.open(model)) {
      Recognition found = recognizer.withVocabulary(vocabulary).recognize(image);
      for (TagScore score : found.top(names.size())) {
        System.out.printf("%s %.3f%n", score.tag().english(), score.score());
      }
    }
    // end::names[]
  }
}
