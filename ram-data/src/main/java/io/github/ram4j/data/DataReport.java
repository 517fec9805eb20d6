package io.github.ram4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a pass over examples, in all and for each tag.
 *
 * <p>Immutable and thread-safe. {@link ReportFiles} writes it.
 *
 * @param title name of the pass, for people
 * @param settings the rule that was followed: names and values
 * @param totals counts by name
 * @param tags the tags that an image had or that were changed in an image, in the order of the
 *     vocabulary
 */
public record DataReport(
    String title, Map<String, String> settings, Map<String, Long> totals, List<TagReport> tags) {

  /** Copies the lists. */
  public DataReport {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
    tags = List.copyOf(tags);
  }
}
