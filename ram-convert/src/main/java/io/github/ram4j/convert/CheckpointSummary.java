package io.github.ram4j.convert;

import io.github.ram4j.ModelFamily;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a checkpoint holds, without converting it.
 *
 * @param format of the file, a few words
 * @param family of the model
 * @param imageSizePx side of the model's square input
 * @param sizes of the model by name
 * @param tensors number of tensors
 * @param elements of all of them
 * @param unused what the file holds and tagging does not need, a phrase each
 * @param assumed what the file does not say, a sentence each
 */
public record CheckpointSummary(
    String format,
    ModelFamily family,
    int imageSizePx,
    SortedMap<String, String> sizes,
    int tensors,
    long elements,
    List<String> unused,
    List<String> assumed) {

  /** Copies the lists. */
  public CheckpointSummary {
    sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    unused = List.copyOf(unused);
    assumed = List.copyOf(assumed);
  }
}
