package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.CaptionTags;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ExampleWriter;
import io.github.ram4j.data.Synonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that adds the tags that captions name. */
@Command(
    name = "parse-tags",
    description = "Add to images the tags that their captions name: JSON Lines to JSON Lines.",
    sortOptions = false)
final class ParseTagsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "IN.jsonl",
      description =
          "Examples, a JSON object a line: \"image\", \"caption\" or \"captions\", and optionally"
              + " \"tags\".")
  private Path in;

  @Option(
      names = "--tags",
      paramLabel = "LIST",
      defaultValue = "ram",
      description = "The tags to find: ram (default), tag2text, or a list like tag-lists/ram.tsv.")
  private String tags;

  @Option(
      names = "--synonyms",
      paramLabel = "FILE.tsv",
      description = "Synonyms of tags: a word, a tab and the tag's name a line.")
  private Path synonyms;

  @Mixin private ExampleFiles files;

  private final Set<String> distinct = new HashSet<>();
  private long examples;
  private long captions;
  private long named;
  private long naming;

  @Override
  public Integer call() throws IOException {
    files.check(spec.commandLine(), inputs());
    TagVocabulary vocabulary = ExampleFiles.vocabulary(tags);
    CaptionTags parser =
        CaptionTags.of(
            vocabulary, synonyms == null ? Synonyms.none() : Synonyms.read(synonyms, vocabulary));
    try (ExampleReader reader = ExampleReader.open(in);
        ExampleWriter writer = new ExampleWriter(files.out())) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        Example parsed = parser.parse(next.get());
        count(parsed);
        writer.write(reader.movedTo(files.out(), parsed));
      }
      writer.finish();
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s with %s, %,d of which name tags: %s in all, %s%n",
            Count.of(examples, "image"),
            Count.of(captions, "caption"),
            naming,
            Count.of(named, "tag"),
            Count.of(distinct.size(), "different one"));
    return 0;
  }

  private List<Path> inputs() {
    Path list = Path.of(tags);
    return Arrays.asList(in, synonyms, Files.isRegularFile(list) ? list : null);
  }

  private void count(Example parsed) {
    examples++;
    captions += parsed.captions().size();
    for (List<String> found : parsed.captionTags()) {
      naming += found.isEmpty() ? 0 : 1;
      named += found.size();
      distinct.addAll(found);
    }
  }
}
