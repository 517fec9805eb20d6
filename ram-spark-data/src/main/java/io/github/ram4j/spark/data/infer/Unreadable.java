package io.github.ram4j.spark.data.infer;

import java.io.Serializable;

/**
 * An image that could not be read.
 *
 * @param place of its example among all
 * @param image path, as the example has it
 * @param reason of the failure
 */
public record Unreadable(long place, String image, String reason) implements Serializable {}
