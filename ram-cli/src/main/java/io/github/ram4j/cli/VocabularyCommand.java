package io.github.ram4j.cli;

import picocli.CommandLine.Command;

/** Programs of vocabulary files. */
@Command(
    name = "vocabulary",
    description = {
      "Make vocabularies of new tags, and choose their thresholds.",
      "A vocabulary file goes to 'ram recognize --vocabulary', and needs no text encoder there."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VocabularyMakeCommand.class,
      VocabularyMergeCommand.class,
      VocabularyInspectCommand.class,
      VocabularyCalibrateCommand.class
    })
final class VocabularyCommand {}
