package io.github.ram4j.spark.data.table;

import java.io.Serializable;

/**
 * A line of a file.
 *
 * @param file URI of the file
 * @param bytes without the end of line
 */
@SuppressWarnings("ArrayRecordComponent") // carried to a decoder, never compared
record RawLine(String file, byte[] bytes) implements Serializable {}
