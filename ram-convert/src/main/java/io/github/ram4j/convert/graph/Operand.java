package io.github.ram4j.convert.graph;

/**
 * The right operand of a product, a value of the graph.
 *
 * @param value float32, or 8-bit integers where there are scales
 * @param scales of its columns or rows, or null
 */
public record Operand(Value value, Value scales) {}
