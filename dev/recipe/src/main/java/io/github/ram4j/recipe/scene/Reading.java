package io.github.ram4j.recipe.scene;

import java.util.List;
import java.util.Optional;

/**
 * Meaning of a sentence.
 *
 * @param mentions the things that it names, each once, in the sentence's order
 * @param statements statements about their places
 * @param setting phrase about the backdrop, empty if there is none
 */
public record Reading(List<Mention> mentions, List<Statement> statements, String setting) {

  /** Copies the lists. */
  public Reading {
    mentions = List.copyOf(mentions);
    statements = List.copyOf(statements);
  }

  /**
   * A mention of a thing.
   *
   * @param tag name of the thing
   * @param count number of things, 0 if not given
   * @param colour such as "red", empty if not given
   */
  public record Mention(String tag, int count, String colour) {}

  /**
   * A statement about the place of one thing.
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
