/**
 * Descriptions of new tags by a chat model: {@link io.github.ram4j.describe.Describer} asks any
 * {@code ChatModel} of LangChain4j, and writes {@link io.github.ram4j.vocabulary.Descriptions}.
 */
@NullMarked
package io.github.ram4j.describe;

import org.jspecify.annotations.NullMarked;
