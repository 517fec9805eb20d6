package io.github.ram4j.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.vocabulary.Keyword;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that shows the content of a vocabulary file. */
@Command(
    name = "inspect",
    description = "Show the tags of a vocabulary file, and check its digest.",
    sortOptions = false)
final class VocabularyInspectCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A vocabulary file.")
  private Path file;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    OpenVocabulary tags = OpenVocabulary.read(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writeValueAsString(json(tags)));
      return 0;
    }
    out.println(TerminalView.safe(file.toString()));
    VocabularyFiles.summary(tags).lines().forEach(out::println);
    Table table = new Table();
    for (OpenTag tag : tags.tags()) {
      table.add(
          Keyword.hierarchical(tag),
          tag.recipe().id(),
          Count.of(tag.rowCount(), "row"),
          "> " + tag.threshold(),
          String.join(", ", tag.synonyms()));
    }
    out.println();
    table.lines().forEach(out::println);
    return 0;
  }

  private static ObjectNode json(OpenVocabulary tags) {
    ObjectNode object = JSON.createObjectNode();
    tags.textEncoder().ifPresent(digest -> object.put("text_encoder", digest));
    tags.imageEncoder().ifPresent(model -> object.put("image_encoder", model));
    ArrayNode list = object.putArray("tags");
    for (OpenTag tag : tags.tags()) {
      ObjectNode entry = list.addObject();
      entry.put("name", tag.name());
      entry.put("recipe", tag.recipe().id());
      entry.put("rows", tag.rowCount());
      entry.put("width", tag.width());
      entry.put("threshold", tag.threshold());
      entry.put("bias", tag.bias());
      add(entry, "path", tag.path());
      add(entry, "synonyms", tag.synonyms());
      ObjectNode names = entry.putObject("names");
      tag.names().forEach((language, texts) -> add(names, language, texts));
    }
    return object;
  }

  private static void add(ObjectNode object, String field, Collection<String> texts) {
    ArrayNode array = object.putArray(field);
    texts.forEach(array::add);
  }
}
