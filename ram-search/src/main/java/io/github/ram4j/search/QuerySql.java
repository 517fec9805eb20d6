package io.github.ram4j.search;

import io.github.ram4j.catalog.ImageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query as SQL. Texts of users are parameters or within quotes of FTS5, doubled where they have
 * some themselves; all else is from here.
 */
final class QuerySql {
  /** The share of a score that counts for a tag with the words among others in its name. */
  private static final double WITHIN = 0.5;

  /** Beyond this many, an image's tags are gone through rather than looked up one by one. */
  private static final int MOST_LOOKUPS = 8;

  /** Weights of BM25 for name, English, Chinese and caption. */
  private static final String BM25 = "bm25(image_text, 1.0, 2.0, 2.0, 1.0)";

  private final TagNames tags;
  private final List<Object> parameters = new ArrayList<>();

  /** Parts that FTS5 can do, in one expression; the others as conditions. */
  private final List<String> found = new ArrayList<>();

  private final List<String> excluded = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final List<String> scores = new ArrayList<>();
  private final int scored;

  QuerySql(SearchQuery query, TagNames tags) {
    this.tags = tags;
    List<QueryNode> parts =
        query.node() instanceof QueryNode.All all ? all.parts() : List.of(query.node());
    int positive = 0;
    for (QueryNode part : parts) {
      positive += part instanceof QueryNode.Not ? 0 : 1;
      score(part).ifPresent(scores::add);
      addPart(part);
    }
    this.scored = Math.max(1, positive);
  }

  private void addPart(QueryNode part) {
    Optional<String> expression = expression(part);
    if (expression.isPresent()) {
      found.add(expression.get());
    } else if (part instanceof QueryNode.Not not && expression(not.part()).isPresent()) {
      excluded.add(expression(not.part()).orElseThrow());
    } else {
      conditions.add(condition(part));
    }
  }

  /** The images of the best score, as {@code id} and {@code score}; parameters have the limits. */
  String selection() {
    String score =
        scores.isEmpty() ? "0.0" : "(" + String.join(" + ", scores) + ") / " + scored + ".0";
    return "SELECT image.id AS id, %s AS score %s ORDER BY score DESC, %s, image.id LIMIT ? OFFSET ?"
        .formatted(score, source(), found.isEmpty() ? "image.id" : BM25);
  }

  /** The number of images. */
  String count() {
    return "SELECT count(*) " + source();
  }

  /** The values of question marks before the limits, in their order. */
  List<Object> parameters() {
    List<Object> all = new ArrayList<>();
    if (!found.isEmpty()) {
      String match = String.join(" AND ", found);
      all.add(
          excluded.isEmpty()
              ? match
              : "(%s) NOT (%s)".formatted(match, String.join(" OR ", excluded)));
    }
    all.addAll(parameters);
    if (found.isEmpty() && !excluded.isEmpty()) {
      all.add(String.join(" OR ", excluded));
    }
    return all;
  }

  private String source() {
    List<String> where = new ArrayList<>();
    if (!found.isEmpty()) {
      where.add("image_text MATCH ?");
    }
    where.add("image.state = 'done'");
    where.addAll(conditions);
    if (found.isEmpty() && !excluded.isEmpty()) {
      where.add("image.id NOT IN (SELECT rowid FROM image_text WHERE image_text MATCH ?)");
    }
    return (found.isEmpty()
            ? "FROM image WHERE "
            : "FROM image_text JOIN image ON image.id = image_text.rowid WHERE ")
        + String.join(" AND ", where);
  }

  /**
   * A part as FTS5 has it; empty where it cannot: bounds of scores, and what finds by exclusion.
   */
  private static Optional<String> expression(QueryNode node) {
    if (node instanceof QueryNode.Words words) {
      return words.bound() == null ? Optional.of(phrase(words)) : Optional.empty();
    }
    if (node instanceof QueryNode.Either either) {
      List<Optional<String>> parts = either.parts().stream().map(QuerySql::expression).toList();
      return parts.stream().allMatch(Optional::isPresent)
          ? Optional.of(joined(parts.stream().map(Optional::orElseThrow).toList(), " OR "))
          : Optional.empty();
    }
    return node instanceof QueryNode.All all ? expression(all) : Optional.empty();
  }

  private static Optional<String> expression(QueryNode.All all) {
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (QueryNode part : all.parts()) {
      boolean not = part instanceof QueryNode.Not;
      Optional<String> inner = expression(part instanceof QueryNode.Not n ? n.part() : part);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      (not ? out : in).add(inner.get());
    }
    if (in.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        out.isEmpty()
            ? joined(in, " AND ")
            : "(%s NOT %s)".formatted(joined(in, " AND "), joined(out, " OR ")));
  }

  private static String joined(List<String> parts, String operator) {
    return "(" + String.join(operator, parts) + ")";
  }

  private static String phrase(QueryNode.Words words) {
    String text = ImageText.of(words.text()).replace("\"", "\"\"");
    return "%s : \"%s\"%s".formatted(words.where().columns(), text, words.begins() ? " *" : "");
  }

  private String condition(QueryNode node) {
    Optional<String> expression = expression(node);
    if (expression.isPresent()) {
      parameters.add(expression.get());
      return "image.id IN (SELECT rowid FROM image_text WHERE image_text MATCH ?)";
    }
    if (node instanceof QueryNode.All all) {
      return conditions(all.parts(), " AND ");
    }
    if (node instanceof QueryNode.Either either) {
      return conditions(either.parts(), " OR ");
    }
    if (node instanceof QueryNode.Not not) {
      return "NOT " + condition(not.part());
    }
    return bounded((QueryNode.Words) node);
  }

  private String conditions(List<QueryNode> parts, String operator) {
    return parts.stream().map(this::condition).collect(Collectors.joining(operator, "(", ")"));
  }

  private String bounded(QueryNode.Words words) {
    QueryNode.Bound bound = java.util.Objects.requireNonNull(words.bound());
    TagNames.Found names = tags.find(words.text(), words.begins());
    parameters.add(bound.score());
    return "image.id IN (SELECT image_id FROM image_tag WHERE tag_id IN (%s) AND score %s ?)"
        .formatted(list(names.named()), bound.comparison());
  }

  /** The best score of a tag that a part is found in; empty where it is in none. */
  private Optional<String> score(QueryNode node) {
    if (node instanceof QueryNode.Words words) {
      return words.where().hasTags() ? score(words) : Optional.empty();
    }
    List<QueryNode> parts =
        node instanceof QueryNode.All all
            ? all.parts()
            : node instanceof QueryNode.Either either ? either.parts() : List.of();
    List<String> inner = parts.stream().map(this::score).flatMap(Optional::stream).toList();
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        inner.size() == 1
            ? inner.get(0)
            : node instanceof QueryNode.All
                ? "(%s) / %d.0".formatted(String.join(" + ", inner), inner.size())
                : "max(%s)".formatted(String.join(", ", inner)));
  }

  private Optional<String> score(QueryNode.Words words) {
    TagNames.Found names = tags.find(words.text(), words.begins());
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Long> all = new ArrayList<>(names.named());
    all.addAll(words.bound() == null ? names.within() : List.of());
    String value =
        names.within().isEmpty()
            ? "score"
            : "CASE WHEN tag_id IN (%s) THEN score ELSE score * %s END"
                .formatted(list(names.named()), WITHIN);
    return Optional.of(
        "coalesce((SELECT max(%s) FROM image_tag WHERE image_id = image.id AND %stag_id IN (%s)), 0)"
            .formatted(value, all.size() > MOST_LOOKUPS ? "+" : "", list(all)));
  }

  private static String list(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
