package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.search.CatalogSearch;
import io.github.ram4j.search.Page;
import io.github.ram4j.search.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;

/** A query: it is refused with its place, or SQLite and FTS5 take what is made of it. */
class SearchQueryFuzzTest {
  private static final CatalogSearch SEARCH = search();

  private static CatalogSearch search() {
    try {
      Catalog catalog = Catalog.open(Input.parent().resolve("searched.sqlite"));
      try (Statement statement = catalog.connection().createStatement()) {
        for (String sql :
            new String[] {
              "INSERT INTO root (path) VALUES ('/images')",
              "INSERT INTO run (started, program, model) VALUES (0, 'fuzz', 'none')",
              "INSERT INTO image (root_id, path, size, modified_ns, state, run_id, seq)"
                  + " VALUES (1, 'a dog.jpg', 1, 1, 'done', 1, 1)",
              "INSERT INTO tag (english, chinese) VALUES ('dog', '[\"狗\"]')",
              "INSERT INTO image_tag (image_id, tag_id, score, run_id) VALUES (1, 1, 0.9, 1)",
              "INSERT INTO image_text (rowid, name, english, chinese, caption)"
                  + " VALUES (1, 'a dog.jpg', 'dog', '狗', 'a dog')"
            }) {
          statement.executeUpdate(sql);
        }
      }
      return new CatalogSearch(catalog); // open as long as this process
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @FuzzTest
  void query(byte[] data) throws IOException {
    SearchQuery query;
    try {
      query = SearchQuery.parse(new String(data, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      if (e.getMessage() == null || !e.getMessage().startsWith("query")) {
        throw new AssertionError("a refusal that names no query", e);
      }
      return;
    }
    int found = SEARCH.find(query, Page.first(10)).size();
    if (found != SEARCH.count(query)) {
      throw new AssertionError("found %d, counted another number".formatted(found));
    }
  }
}
