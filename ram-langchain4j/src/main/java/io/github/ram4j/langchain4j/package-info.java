/**
 * Tools by which an assistant of LangChain4j recognizes and captions images, and an embedding model
 * of images.
 */
@NullMarked
package io.github.ram4j.langchain4j;

import org.jspecify.annotations.NullMarked;
