package io.github.ram4j.describe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The questions about a tag, and the cleaning of answers. */
final class Prompts {
  private static final String NAME = "{name}";

  private static final String FORM =
      " Answer with one plain English sentence of at most 40 words, about things that a photograph"
          + " shows, without an introduction.";

  private static final List<String> QUESTIONS =
      List.of(
          "What does \"{name}\" look like in a photograph?",
          "By which visible features does one recognize \"{name}\" in a photograph?",
          "Which shapes, colors, materials and parts make up the appearance of \"{name}\"?",
          "Where and in which surroundings is \"{name}\" usually photographed, and how does it look"
              + " there?",
          "What sets the appearance of \"{name}\" apart from similar things?");

  private Prompts() {}

  static int count() {
    return QUESTIONS.size();
  }

  /** A question about a tag. */
  static String of(int question, String name) {
    return QUESTIONS.get(question).replace(NAME, name) + FORM;
  }

  /** The first sentence of a tag, as the authors' files have it, "a" in any case. */
  static String first(String name) {
    return "a photo of a " + name + ".";
  }

  /** The identity of the questions, so that answers to others are not mixed with theirs. */
  static String digest() {
    try {
      byte[] text = (String.join("\n", QUESTIONS) + FORM).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * An answer on one line. What a model thought before it answered, as some local services have it
   * in the text, is removed.
   */
  static String clean(String answer) {
    return answer
        .replaceFirst("(?s)^\\s*<think>.*?(</think>|$)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
