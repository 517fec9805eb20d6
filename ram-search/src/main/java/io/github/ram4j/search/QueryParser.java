package io.github.ram4j.search;

import io.github.ram4j.catalog.ImageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser of queries, by descent. Each is parsed once. */
final class QueryParser {
  private static final int MOST_CHARACTERS = 4096;
  private static final int MOST_WORDS = 64;
  private static final int MOST_LEVELS = 16;
  private static final int MOST_SHOWN = 60;
  private static final String QUOTES = "\"“”„«»";

  private static final Map<String, QueryNode.Where> FIELDS =
      Map.of(
          "tag", QueryNode.Where.TAG,
          "name", QueryNode.Where.NAME,
          "caption", QueryNode.Where.CAPTION);
  private static final Pattern FIELD = Pattern.compile("(\\p{L}+)[:：]");
  private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<)([^\\s()]*)");

  private final String text;
  private int at;
  private int words;
  private int levels;

  QueryParser(String text) {
    this.text = text;
  }

  QueryNode parse() {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "query: expected at most %,d characters, found %,d"
              .formatted(MOST_CHARACTERS, text.length()));
    }
    QueryNode query = all();
    if (at < text.length()) {
      throw wrong("the end, or a ( before it", "\")\"");
    }
    return query;
  }

  private QueryNode all() {
    List<QueryNode> parts = new ArrayList<>();
    while (!isAtEnd() && text.charAt(at) != ')') {
      if (isKeyword("AND")) {
        requireBetween(parts, "AND");
      } else {
        parts.add(either());
      }
    }
    if (parts.isEmpty()) {
      throw wrong("a word", found());
    }
    return parts.size() == 1 ? parts.get(0) : new QueryNode.All(parts);
  }

  private void requireBetween(List<QueryNode> before, String keyword) {
    int start = at;
    at += keyword.length();
    if (before.isEmpty() || isAtEnd() || text.charAt(at) == ')') {
      at = start;
      throw wrong("a word on each side of " + keyword, "one side alone");
    }
  }

  private QueryNode either() {
    if (isKeyword("OR")) {
      throw wrong("a word before OR", "none; quotes make it a word");
    }
    List<QueryNode> parts = new ArrayList<>();
    parts.add(one());
    while (!isAtEnd() && isKeyword("OR")) {
      at += 2;
      if (isAtEnd() || text.charAt(at) == ')') {
        throw wrong("a word after OR", found());
      }
      parts.add(one());
    }
    return parts.size() == 1 ? parts.get(0) : new QueryNode.Either(parts);
  }

  private QueryNode one() {
    char first = text.charAt(at);
    if (first == '-' || isKeyword("NOT")) {
      at += first == '-' ? 1 : 3;
      boolean apart = first == '-' && at < text.length() && isBlank(text.charAt(at));
      if (apart || isAtEnd() || text.charAt(at) == ')') {
        throw wrong("a word right after " + (first == '-' ? "-" : "NOT"), found());
      }
      return new QueryNode.Not(inner(this::one));
    }
    if (first == '(') {
      int open = at++;
      QueryNode inner = inner(this::all);
      if (isAtEnd()) {
        at = open;
        throw wrong("a ) for this (", "none");
      }
      at++;
      return inner;
    }
    return words();
  }

  private QueryNode inner(java.util.function.Supplier<QueryNode> part) {
    if (++levels > MOST_LEVELS) {
      throw wrong("at most " + MOST_LEVELS + " levels of parentheses and signs", "more");
    }
    QueryNode node = part.get();
    levels--;
    return node;
  }

  private QueryNode words() {
    int start = at;
    QueryNode.Where where = field();
    String found = at < text.length() && isQuote(text.charAt(at)) ? quoted() : plain();
    boolean begins = at < text.length() && text.charAt(at) == '*';
    at += begins ? 1 : 0;
    QueryNode.Bound bound = bound();
    int after = at;
    at = start;
    if (bound != null && !where.hasTags()) {
      throw wrong("a score of a tag", "one of a name or a caption, which have none");
    }
    words += ImageText.words(found).size();
    if (ImageText.words(found).isEmpty()) {
      throw wrong(
          "a word with a letter or a digit", "\"" + shown(text.substring(start, after)) + "\"");
    }
    if (words > MOST_WORDS) {
      throw wrong(
          "at most %d words, each character of Chinese counted".formatted(MOST_WORDS), "more");
    }
    at = after;
    return new QueryNode.Words(where, found, begins, bound);
  }

  private QueryNode.Where field() {
    Matcher matcher = FIELD.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return QueryNode.Where.ANYWHERE;
    }
    QueryNode.Where where = FIELDS.get(matcher.group(1).toLowerCase(Locale.ROOT));
    if (where == null) {
      throw wrong(
          "tag:, name: or caption:",
          "\"%s\"; quotes make it a text".formatted(shown(matcher.group())));
    }
    at = matcher.end();
    if (at == text.length() || isBlank(text.charAt(at))) {
      throw wrong("a word right after " + matcher.group(), found());
    }
    return where;
  }

  private String quoted() {
    int open = at++;
    int start = at;
    while (at < text.length() && !isQuote(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      at = open;
      throw wrong("a quotation mark for this one", "none");
    }
    return text.substring(start, at++);
  }

  private String plain() {
    int start = at;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private QueryNode.@Nullable Bound bound() {
    Matcher matcher = BOUND.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    String number = matcher.group(2);
    if (!number.matches("\\d{0,9}\\.?\\d{1,18}") || Double.parseDouble(number) > 1) {
      throw wrong(
          "a score from 0 to 1 after " + matcher.group(1),
          number.isEmpty() ? "none" : "\"" + shown(number) + "\"");
    }
    at = matcher.end();
    return new QueryNode.Bound(matcher.group(1), Double.parseDouble(number));
  }

  private static boolean endsWord(char c) {
    return isBlank(c) || isQuote(c) || "()*<>".indexOf(c) >= 0;
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean isKeyword(String keyword) {
    int end = at + keyword.length();
    return text.startsWith(keyword, at)
        && (end == text.length()
            || isBlank(text.charAt(end))
            || "()-\"".indexOf(text.charAt(end)) >= 0);
  }

  /** Passes over blanks; returns whether nothing follows. */
  private boolean isAtEnd() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at == text.length();
  }

  private String found() {
    return at >= text.length()
        ? "the end"
        : isBlank(text.charAt(at)) ? "a blank" : "\"" + text.charAt(at) + "\"";
  }

  private static String shown(String part) {
    return part.length() <= MOST_SHOWN ? part : part.substring(0, MOST_SHOWN) + "…";
  }

  private IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "query, character %d: expected %s, found %s".formatted(at + 1, expected, found));
  }
}
