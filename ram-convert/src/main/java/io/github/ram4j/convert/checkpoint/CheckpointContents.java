package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param tensors by the model's own names, in file order
 * @param unreadable what stands where a tensor is expected and is none, by the same names
 * @param weights which of the file's models they are
 * @param ignored the entries that are no weights
 * @param root the dict of all entries, or null for safetensors, which have none
 */
record CheckpointContents(
    Map<String, CheckpointTensor> tensors,
    Map<String, String> unreadable,
    WeightChoice weights,
    List<String> ignored,
    CheckpointEntry root) {}
