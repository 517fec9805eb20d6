package io.github.ram4j.convert.graph;

/**
 * A tensor in a graph: an input, a constant, or the output of a node.
 *
 * @param name unique in its graph
 * @param type dtype of its elements
 */
public record Value(String name, ElementType type) {}
