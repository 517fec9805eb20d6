package io.github.ram4j.onnx.decode;

/**
 * A byte to put in the place of another before decoding.
 *
 * @param place from 0
 * @param value instead of what is there
 */
record Replacement(int place, byte value) {}
