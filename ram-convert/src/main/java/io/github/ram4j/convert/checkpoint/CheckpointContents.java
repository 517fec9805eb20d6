package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param tensors by name, in file order
 * @param weightsUnder the entry they were under, "" for the top level
 * @param ignored the entries that were not read
 */
record CheckpointContents(
    Map<String, CheckpointTensor> tensors, String weightsUnder, List<String> ignored) {}
