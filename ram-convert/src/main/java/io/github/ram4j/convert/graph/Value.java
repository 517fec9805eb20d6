package io.github.ram4j.convert.graph;

/**
 * A tensor that flows through a graph: an input, a constant, or the output of a node.
 *
 * @param name unique in its graph
 * @param type of its elements
 */
public record Value(String name, ElementType type) {}
