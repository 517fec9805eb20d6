package io.github.ram4j.convert.graph;

/**
 * The right operand of a product, a value of the graph.
 *
 * @param value the operand: float32, or 8-bit integers with scales
 * @param scales the scales of its columns or rows, or null for float32
 */
public record Operand(Value value, Value scales) {}
