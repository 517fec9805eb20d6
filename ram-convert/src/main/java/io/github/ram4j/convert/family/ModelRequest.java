package io.github.ram4j.convert.family;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ArchitectureReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The user's choices for a model, whatever its family; a family leaves aside what it has no use
 * for, or refuses it.
 *
 * @param sizes that no checkpoint tells
 * @param vocabulary all tags of the checkpoint, empty for the published list
 * @param subset given all tags, gives those to keep
 * @param words a token vocabulary, empty to leave out what needs it
 */
public record ModelRequest(
    ArchitectureReader.Asked sizes,
    Optional<TagVocabulary> vocabulary,
    UnaryOperator<TagVocabulary> subset,
    Optional<Path> words) {}
