package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.Optional;

/**
 * Meaning of a sentence.
 *
 * @param mentions the things that it names, each once, in the sentence's order
 * @param statements what it says of where they are
 * @param setting what it says of the backdrop, empty if nothing
 */
public record Reading(List<Mention> mentions, List<Statement> statements, String setting) {

  /** Copies the lists. */
  public Reading {
    mentions = List.copyOf(mentions);
    statements = List.copyOf(statements);
  }

  /**
   * A thing that is named.
   *
   * @param tag its name
   * @param count how many, 0 if that is not said
   * @param colour such as "red", empty if none is said
   */
  public record Mention(String tag, int count, String colour) {}

  /**
   * That one thing stands somewhere.
   *
   * @param relation of the first thing to the others
   * @param first name of a thing
   * @param others names of two things for {@link Relation#BETWEEN}, else of one
   */
  public record Statement(Relation relation, String first, List<String> others) {

    /** Copies the list. */
    public Statement {
      others = List.copyOf(others);
    }
  }

  /** Names of the things, each once. */
  public List<String> tags() {
    return mentions.stream().map(Mention::tag).toList();
  }

  /** Statement about one thing. */
  public Optional<Mention> mention(String tag) {
    return mentions.stream().filter(each -> each.tag().equals(tag)).findFirst();
  }
}
