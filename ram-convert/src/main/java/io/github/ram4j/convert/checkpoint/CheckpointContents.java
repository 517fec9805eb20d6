package io.github.ram4j.convert.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a reader found in a file.
 *
 * @param tensors by name, in file order
 * @param weightsUnder the entry they were under, "" for the top level
 * @param ignored the entries that were not read
 */
record CheckpointContents(
    LinkedHashMap<String, CheckpointTensor> tensors, String weightsUnder, List<String> ignored) {}
