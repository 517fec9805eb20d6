package io.github.ram4j.describe;

/**
 * An answer to a question about a tag.
 *
 * @param name of the tag
 * @param question its place among the prompts
 * @param text the cleaned answer
 */
record Answer(String name, int question, String text) {}
