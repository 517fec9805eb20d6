/**
 * Training data: images with tags and captions, a line of JSON each.
 *
 * <p>{@link io.github.ram4j.data.ExampleReader} and {@link io.github.ram4j.data.ExampleWriter} are
 * where to begin.
 */
package io.github.ram4j.data;
