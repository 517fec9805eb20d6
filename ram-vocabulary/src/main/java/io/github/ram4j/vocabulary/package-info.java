/**
 * Vocabularies of new tags, before and after they are embedded.
 *
 * <p>{@link io.github.ram4j.vocabulary.Descriptions} are sentences about tags, {@link
 * io.github.ram4j.vocabulary.KeywordList} is a hierarchy of names; a {@link
 * io.github.ram4j.TextEncoder} makes an {@link io.github.ram4j.OpenVocabulary} of either. {@link
 * io.github.ram4j.vocabulary.ExampleTags} makes one of images. {@link
 * io.github.ram4j.vocabulary.VocabularyCalibration} chooses thresholds.
 */
@NullMarked
package io.github.ram4j.vocabulary;

import org.jspecify.annotations.NullMarked;
