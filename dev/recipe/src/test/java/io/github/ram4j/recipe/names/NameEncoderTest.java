package io.github.ram4j.recipe.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NameEncoderTest {
  /** LangChain4j's own classes, 1.19.0-beta29, say the same cosines to 2e-5. */
  private static final double TOLERANCE = 1e-3;

  private static NameEncoder encoder;

  @BeforeAll
  static void open() throws IOException {
    encoder = NameEncoder.open();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void embedsAsTheArtifactsOwnClassesDo() {
    assertEquals(0.80700, cosine("dog", "puppy"), TOLERANCE);
    assertEquals(0.44319, cosine("tie", "necktie"), TOLERANCE);
    assertEquals(0.34886, cosine("backpack", "rucksack"), TOLERANCE);
  }

  /** The first numbers of LangChain4j's embedding of a text with accents, capitals and signs. */
  @Test
  void preparesTextAsTheArtifactsTokenizerDoes() {
    float[] found = encoder.embed("T-shirt, crème brûlée");
    float[] expected = {-0.0077425f, 0.0140891f, -0.0023246f, -0.0253195f};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE);
    }
  }

  @Test
  void everySentenceHasLengthOne() {
    for (NameSentence sentence : NameSentence.values()) {
      float[] found = sentence.embed(encoder, "fire truck");
      assertEquals(NameEncoder.WIDTH, found.length);
      assertEquals(1, product(found, found), 1e-5);
    }
  }

  @Test
  void knownNamesFindTheNearestLearnedTag() {
    KnownNames all =
        KnownNames.of(List.of("cat", "dog", "car", "flower"), 0, NameSentence.NAME, encoder);
    assertEquals(1, all.nearest(encoder.embed("puppy")));
    assertEquals(2, all.nearest(encoder.embed("automobile")));
    KnownNames some =
        KnownNames.of(List.of("dog", "cat", "car", "flower"), 4, NameSentence.NAME, encoder);
    assertTrue(some.isLearned("dog"));
    assertEquals(1, some.keptOut()[0]);
    assertEquals(0, some.nearest(encoder.embed("kitten")));
  }

  private static double cosine(String a, String b) {
    return product(encoder.embed(a), encoder.embed(b));
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
