package io.github.ram4j.search;

import java.util.Objects;

/**
 * A query by words.
 *
 * <table>
 *   <caption>The language</caption>
 *   <tr><td>{@code dog beach}</td><td>both words, each anywhere: in a tag of either language, a
 *       caption, the file's name or a folder's</td></tr>
 *   <tr><td>{@code -people}</td><td>not this word</td></tr>
 *   <tr><td>{@code "traffic light"}</td><td>these words in this order; of tags, within one
 *       tag</td></tr>
 *   <tr><td>{@code dog OR cat}</td><td>one of them; binds closer than a blank</td></tr>
 *   <tr><td>{@code (dog ball) OR cat}</td><td>parentheses</td></tr>
 *   <tr><td>{@code sail*}</td><td>words that begin so</td></tr>
 *   <tr><td>{@code tag:dog}, {@code name:IMG}, {@code caption:dog}</td><td>in a tag, in the file's
 *       path, in a caption</td></tr>
 *   <tr><td>{@code dog>0.8}</td><td>a tag of exactly this name with a score above 0.8; also {@code
 *       >=}, {@code <} and {@code <=}</td></tr>
 * </table>
 *
 * <p>Upper and lower case and accents do not count. Chinese needs no blanks: a word is found
 * wherever its characters stand in this order.
 *
 * <p>Immutable and thread-safe.
 */
public final class SearchQuery {
  private final String text;
  private final QueryNode node;

  private SearchQuery(String text, QueryNode node) {
    this.text = text;
    this.node = node;
  }

  /**
   * Parses a query.
   *
   * @param text of at most 4,096 characters and 64 words, each character of Chinese counted
   * @return the query
   * @throws IllegalArgumentException if it is none; the message has the place, what was expected
   *     and what was found
   */
  public static SearchQuery parse(String text) {
    Objects.requireNonNull(text, "text");
    return new SearchQuery(text, new QueryParser(text).parse());
  }

  QueryNode node() {
    return node;
  }

  /** The text of the query. */
  @Override
  public String toString() {
    return text;
  }
}
