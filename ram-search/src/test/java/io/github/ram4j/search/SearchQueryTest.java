package io.github.ram4j.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

  @Test
  void errorsPointAtThePlace() {
    assertError("", 1, "expected a word, found the end");
    assertError("   ", 4, "expected a word, found the end");
    assertError("dog -", 6, "expected a word right after -, found the end");
    assertError("dog - beach", 6, "expected a word right after -, found a blank");
    assertError("dog \"hot", 5, "expected a quotation mark for this one, found none");
    assertError("dog (cat", 5, "expected a ) for this (, found none");
    assertError("dog) cat", 4, "expected the end, or a ( before it, found \")\"");
    assertError("dog OR", 7, "expected a word after OR, found the end");
    assertError("OR dog", 1, "expected a word before OR, found none; quotes make it a word");
    assertError("AND dog", 1, "expected a word on each side of AND, found one side alone");
    assertError(
        "dog foto:cat",
        5,
        "expected tag:, name: or caption:, found \"foto:\"; quotes make it a text");
    assertError("tag: dog", 5, "expected a word right after tag:, found a blank");
    assertError("dog>1.5", 4, "expected a score from 0 to 1 after >, found \"1.5\"");
    assertError("dog>", 4, "expected a score from 0 to 1 after >, found none");
    assertError(
        "name:dog>0.5",
        1,
        "expected a score of a tag, found one of a name or a caption, which have none");
    assertError("dog ...", 5, "expected a word with a letter or a digit, found \"...\"");
    assertError("dog *", 5, "expected a word with a letter or a digit, found \"*\"");
    assertError("()", 2, "expected a word, found \")\"");
  }

  private static void assertError(String query, int place, String message) {
    assertEquals(
        "query, character %d: %s".formatted(place, message),
        assertThrows(IllegalArgumentException.class, () -> SearchQuery.parse(query)).getMessage());
  }

  @Test
  void tooMuchIsRefused() {
    assertEquals(
        "query: expected at most 4,096 characters, found 40,000",
        assertThrows(IllegalArgumentException.class, () -> SearchQuery.parse("dog ".repeat(10_000)))
            .getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> SearchQuery.parse("d ".repeat(65)))
            .getMessage()
            .contains("expected at most 64 words"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> SearchQuery.parse("(".repeat(100) + "dog" + ")".repeat(100)))
            .getMessage()
            .contains("expected at most 16 levels"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> SearchQuery.parse("-".repeat(100) + "dog"))
            .getMessage()
            .contains("expected at most 16 levels"));
  }

  @Test
  void anyTextIsAQueryOrAnErrorOfTheQuery() {
    Random random = new Random(1);
    List<String> parts =
        List.of(
            "dog", " ", "-", "(", ")", "\"", "OR", "AND", "NOT", "*", ":", ">", "0.5", "tag", "海",
            "^", "+", "NEAR", "{", "}", "'", ";", "\\", "\0", "😀", "\uD83D");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        SearchQuery.parse(text.toString());
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("query"), e.toString());
      }
    }
  }
}
