package io.github.ram4j.spark.data.table;

import java.io.Serializable;

/**
 * A line or row of a table.
 *
 * @param <T> text of a line, or a row
 * @param place among all of the table, by which they are ordered
 * @param value the line or row
 */
public record Entry<T>(long place, T value) implements Serializable {}
