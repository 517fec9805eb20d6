package io.github.ram4j.data;

/**
 * The image of an example and its key in the line.
 *
 * @param key one of {@link ExampleFields#IMAGES}
 * @param path relative to the file's folder or absolute
 */
record ImageField(String key, String path) {}
