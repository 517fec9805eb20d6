package io.github.ram4j.spark;

import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.spark.sql.Column;

/** Paths of images as keys: Spark's sources write one file's as file:/a and as file:///a. */
final class ImagePath {
  private ImagePath() {}

  /** The path with one slash after a scheme without an authority. */
  static Column key(Column path) {
    return regexp_replace(path, "^([A-Za-z][A-Za-z0-9+.-]*):/{2,}(?=/)", "$1:");
  }
}
