package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * The contents of a file as a reader found them.
 *
 * @param tensors the tensors by the model's own names, in file order
 * @param unreadable values in place of tensors, by the same names
 * @param weights the choice among the file's models
 * @param ignored entries other than weights
 * @param root the dict of all entries, or null for safetensors, which have none
 */
record CheckpointContents(
    Map<String, CheckpointTensor> tensors,
    Map<String, String> unreadable,
    WeightChoice weights,
    List<String> ignored,
    CheckpointEntry root) {}
