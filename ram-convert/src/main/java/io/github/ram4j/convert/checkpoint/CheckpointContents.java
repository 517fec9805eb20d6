package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param tensors by name, in file order
 * @param weightsUnder the entry they were under, "" for the top level
 * @param ignored the entries that are no weights
 * @param root the dict of all entries, or null for safetensors, which have none
 */
record CheckpointContents(
    Map<String, CheckpointTensor> tensors,
    String weightsUnder,
    List<String> ignored,
    CheckpointEntry root) {}
