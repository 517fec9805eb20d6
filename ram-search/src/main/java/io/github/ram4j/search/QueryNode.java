package io.github.ram4j.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a query. */
sealed interface QueryNode {

  /** Images that all parts find. */
  record All(List<QueryNode> parts) implements QueryNode {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Images that any part finds. */
  record Either(List<QueryNode> parts) implements QueryNode {
    public Either {
      parts = List.copyOf(parts);
    }
  }

  /** Images that a part does not find. */
  record Not(QueryNode part) implements QueryNode {}

  /**
   * Images with a word or several in order.
   *
   * @param where to look
   * @param text as it was typed, without quotes
   * @param begins whether the last word may go on
   * @param bound of the score of a tag that is so named; null for none
   */
  record Words(Where where, String text, boolean begins, @Nullable Bound bound)
      implements QueryNode {}

  /** A place to look for words. */
  enum Where {
    ANYWHERE("{name english chinese caption}"),
    TAG("{english chinese}"),
    NAME("name"),
    CAPTION("caption");

    private final String columns;

    Where(String columns) {
      this.columns = columns;
    }

    /** The columns of the table of texts, as FTS5 takes them. */
    String columns() {
      return columns;
    }

    boolean hasTags() {
      return this == ANYWHERE || this == TAG;
    }
  }

  /**
   * A bound of a score.
   *
   * @param comparison an operator of SQL
   * @param score in [0, 1]
   */
  record Bound(String comparison, double score) {}
}
