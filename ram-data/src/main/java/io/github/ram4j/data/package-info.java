/**
 * Training data: images with tags and captions, a line of JSON each.
 *
 * <p>Start with {@link io.github.ram4j.data.ExampleReader} and {@link
 * io.github.ram4j.data.ExampleWriter}.
 */
package io.github.ram4j.data;
