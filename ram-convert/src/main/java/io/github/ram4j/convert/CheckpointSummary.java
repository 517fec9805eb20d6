package io.github.ram4j.convert;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.family.ModelSummary;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The contents of a checkpoint, read without converting it. Immutable. */
public final class CheckpointSummary {
  private final String format;
  private final ModelFamily family;
  private final int imageSizePx;
  private final SortedMap<String, String> sizes;
  private final int tensors;
  private final long elements;
  private final List<String> unused;
  private final List<String> assumed;

  CheckpointSummary(Checkpoint opened, ModelFamily family, ModelSummary model) {
    this.format = opened.format().toString();
    this.family = family;
    this.imageSizePx = model.imageSizePx();
    this.sizes = Collections.unmodifiableSortedMap(new TreeMap<>(model.sizes()));
    this.tensors = opened.tensors().size();
    this.elements =
        opened.tensors().values().stream().mapToLong(CheckpointTensor::elementCount).sum();
    this.unused = List.copyOf(opened.ignored());
    this.assumed =
        Stream.concat(CheckpointSource.whichWeights(opened).stream(), model.assumed().stream())
            .toList();
  }

  /**
   * The format of the file.
   *
   * @return a few words
   */
  public String format() {
    return format;
  }

  /**
   * The family of the model.
   *
   * @return the family
   */
  public ModelFamily family() {
    return family;
  }

  /**
   * The side of the model's square input.
   *
   * @return pixels
   */
  public int imageSizePx() {
    return imageSizePx;
  }

  /**
   * The sizes of the model.
   *
   * @return by name
   */
  public SortedMap<String, String> sizes() {
    return sizes;
  }

  /**
   * The number of tensors.
   *
   * @return 1 or more
   */
  public int tensors() {
    return tensors;
  }

  /**
   * The number of elements of all tensors.
   *
   * @return 1 or more
   */
  public long elements() {
    return elements;
  }

  /**
   * The parts of the file that conversion does not need.
   *
   * @return a phrase each
   */
  public List<String> unused() {
    return unused;
  }

  /**
   * Assumptions about facts that the file does not record.
   *
   * @return a sentence each
   */
  public List<String> assumed() {
    return assumed;
  }
}
