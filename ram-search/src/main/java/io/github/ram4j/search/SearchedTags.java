package io.github.ram4j.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tags that a query asks for: those that have its words, but not the words that it excludes.
 */
final class SearchedTags {
  private final TagNames names;
  private final Set<Long> ids = new HashSet<>();

  private SearchedTags(TagNames names) {
    this.names = names;
  }

  /** The ids of the tags. */
  static Set<Long> of(SearchQuery query, TagNames names) {
    SearchedTags tags = new SearchedTags(names);
    tags.add(query.node());
    return tags.ids;
  }

  private void add(QueryNode node) {
    if (node instanceof QueryNode.Words words) {
      add(words);
    } else if (node instanceof QueryNode.All all) {
      add(all.parts());
    } else if (node instanceof QueryNode.Either either) {
      add(either.parts());
    }
  }

  private void add(List<QueryNode> parts) {
    parts.forEach(this::add);
  }

  private void add(QueryNode.Words words) {
    if (words.where().hasTags()) {
      TagNames.Found found = names.find(words.text(), words.begins());
      ids.addAll(found.named());
      if (words.bound() == null) {
        ids.addAll(found.within());
      }
    }
  }
}
