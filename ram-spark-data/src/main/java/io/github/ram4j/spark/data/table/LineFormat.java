package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.Example;

/** Entries that are lines of JSON. */
record LineFormat() implements EntryFormat<String> {
  @Override
  public Example example(String line) {
    return Example.parse(line);
  }

  @Override
  public String changed(String line, Example example) {
    return example.toLine();
  }
}
