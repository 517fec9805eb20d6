/**
 * The API: a {@link io.github.ram4j.Recognizer} says which tags of its {@link
 * io.github.ram4j.TagVocabulary} a {@link io.github.ram4j.ImageSource} shows, as a {@link
 * io.github.ram4j.Recognition}; a {@link io.github.ram4j.Captioner} writes a sentence about it.
 *
 * <p>This module has no engine: {@code io.github.ram4j.onnx.RamModels}, in ram-onnx, opens models.
 * The published tag lists need none.
 */
@NullMarked
package io.github.ram4j;

import org.jspecify.annotations.NullMarked;
