package io.github.ram4j.convert.family;

import java.util.List;
import java.util.SortedMap;

/**
 * The sizes of a model, for display.
 *
 * @param imageSizePx side of the square input, 0 if it takes no images
 * @param sizes by name
 * @param assumed assumptions about facts that the checkpoint does not record, a sentence each
 */
public record ModelSummary(
    int imageSizePx, SortedMap<String, String> sizes, List<String> assumed) {}
