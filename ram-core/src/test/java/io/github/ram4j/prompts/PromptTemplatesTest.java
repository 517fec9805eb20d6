package io.github.ram4j.prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authors' sentences; golden text embeddings in ram-onnx's tests imply every one of them. */
class PromptTemplatesTest {
  @Test
  void thereAre63Different() {
    List<String> prompts = PromptTemplates.of("cat");
    assertEquals(63, prompts.size());
    assertEquals(63, prompts.stream().distinct().count());
    assertTrue(prompts.stream().allMatch(prompt -> prompt.contains("cat")));
    assertTrue(prompts.stream().noneMatch(prompt -> prompt.contains("{")));
  }

  @Test
  void sentencesThatBeginWithAnArticleGetABeginning() {
    List<String> prompts = PromptTemplates.of("cat");
    assertEquals("There is a cat in the scene.", prompts.get(0));
    assertEquals("This is a photo of a cat in the scene.", prompts.get(2));
    assertEquals("itap of a cat.", prompts.get(5));
    assertTrue(prompts.contains("This is the toy cat."));
    assertTrue(prompts.contains("This is an embroidered cat."));
    assertEquals(58, prompts.stream().filter(prompt -> prompt.startsWith("This is ")).count());
    assertEquals("This is a painting of a cat.", prompts.get(62));
  }

  /** The article goes by the first character as given; the name in the sentence is plain. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Apple | a apple
          apple | an apple
          éclair | a éclair
          8-ball | a 8-ball
          umbrella | an umbrella
          Orangutan | a orangutan
          cup/mug | a cup or mug
          ice_cream | an ice cream
          U.S. Mail. | a u.s. mail
          St. Bernard.. | a st. bernard
          T-shirt | a t-shirt
          ΣΑΣ | a σας
          {n} | a {n}
          """)
  void articlesAndPlainNames(String name, String inSentence) {
    assertEquals("itap of %s.".formatted(inSentence), PromptTemplates.of(name).get(5));
  }

  @Test
  void lowerCaseIsThatOfNoLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr"));
    try {
      assertEquals("itap of a tin.", PromptTemplates.of("TIN").get(5));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noNameIsRefused() {
    assertEquals(
        "name: expected at least one character, found none",
        assertThrows(IllegalArgumentException.class, () -> PromptTemplates.of("")).getMessage());
  }
}
