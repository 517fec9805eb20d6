package io.github.ram4j.spark.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What made the results of a table: all that changes them, by name, and the model's name, which
 * does not, as a model is told by its digest. Immutable.
 */
public final class TableIdentity {
  private static final String MODEL = "model";
  private static final int KEY_BYTES = 8;

  private final String model;
  private final SortedMap<String, String> values;

  /**
   * @param model its name or path, for messages
   * @param values all that changes results
   */
  public TableIdentity(String model, Map<String, String> values) {
    this.model = model;
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** A short name of the values: 16 hexadecimal digits. */
  public String key() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The model's name, and the values that two identities differ in. */
  public String differences(TableIdentity found) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(found.values.keySet());
    for (String name : names) {
      String here = values.getOrDefault(name, "nothing");
      String there = found.values.getOrDefault(name, "nothing");
      if (!here.equals(there)) {
        differences.add("%s: expected %s, found %s".formatted(name, here, there));
      }
    }
    return String.join("; ", differences);
  }

  /** As a file has it. */
  String text() {
    Properties lines = new Properties();
    lines.putAll(values);
    lines.setProperty(MODEL, model);
    StringWriter text = new StringWriter();
    try {
      lines.store(text, "What made the results of the runs of this key; ram4j compares it.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The identity of a file; empty where it is not that of its key, damaged for example. */
  static Optional<TableIdentity> parse(String text, String key) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>();
    lines.stringPropertyNames().forEach(name -> values.put(name, lines.getProperty(name)));
    String model = values.remove(MODEL);
    TableIdentity identity = new TableIdentity(String.valueOf(model), values);
    return identity.key().equals(key) ? Optional.of(identity) : Optional.empty();
  }

  /** The model and the values. */
  @Override
  public String toString() {
    return "model " + model + " " + values;
  }
}
