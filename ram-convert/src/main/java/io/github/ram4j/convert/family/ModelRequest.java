package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ArchitectureReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The user's choices for a model of any family. Those that the family does not {@linkplain
 * ModelConversion#takes take} are not made.
 *
 * @param sizes overrides of sizes, and sizes that checkpoints do not record
 * @param vocabulary all tags of the checkpoint, empty for the published list
 * @param subset maps all tags to the tags to keep
 * @param words file of the token vocabulary, empty to leave out the parts that need it
 * @param classTags file of the tags that each class of a classifier names, empty for none
 */
public record ModelRequest(
    ArchitectureReader.Asked sizes,
    Optional<TagVocabulary> vocabulary,
    UnaryOperator<TagVocabulary> subset,
    Optional<Path> words,
    Optional<Path> classTags) {}
