package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.vocabulary.Descriptions;
import io.github.ram4j.vocabulary.KeywordList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that embeds names or descriptions of new tags. */
@Command(
    name = "make",
    description = "Embed names or descriptions of new tags, once, into a vocabulary file.",
    sortOptions = false)
final class VocabularyMakeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The vocabulary file to write.")
  private Path out;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  /** The origin of the names. */
  private static final class Source {
    @Option(
        names = "--names",
        paramLabel = "\"A, B\"",
        description = "Names in English, separated by commas.")
    private String names;

    @Option(names = "--names-file", paramLabel = "FILE", description = "A file of a name a line.")
    private Path namesFile;

    @Option(
        names = "--keywords",
        paramLabel = "FILE.txt",
        description =
            "A keyword list of Lightroom: a tab a level, [categories], {synonyms}. The tags get"
                + " their places in it and their synonyms.")
    private Path keywords;

    @Option(
        names = "--descriptions",
        paramLabel = "FILE.json",
        description =
            "Descriptions, for RAM++: a list of objects, each {\"name\": [\"description\", …]}.")
    private Path descriptions;
  }

  @Option(
      names = "--text-encoder",
      paramLabel = "BUNDLE",
      required = true,
      description =
          "Text half of CLIP ViT-B/16, as 'ram convert ViT-B-16.pt --out BUNDLE' writes it.")
  private Path textEncoder;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The model that the tags are for: it is checked to take them, and of RAM the names stand"
              + " for descriptions, as its authors measured better.")
  private Path model;

  @Mixin private OpenOptions openOptions;

  @Mixin private ReplaceOption replace;

  @Override
  public Integer call() throws IOException {
    List<Path> inputs = new ArrayList<>(openOptions.inputs());
    inputs.addAll(
        Arrays.asList(source.namesFile, source.keywords, source.descriptions, textEncoder, model));
    new OutputCheck(spec.commandLine(), replace.isGiven(), inputs)
        .require("--out", out, OutputKind.VOCABULARY);
    Made made = read();
    PrintWriter err = spec.commandLine().getErr();
    Float threshold = openOptions.runOptions().threshold();
    try (Recognizer recognizer = model == null ? null : openOptions.open(model, err);
        TextEncoder encoder =
            RamModels.openTextEncoder(textEncoder, openOptions.runOptions().modelOptions())) {
      ModelInfo tagger = recognizer == null ? null : recognizer.model();
      if (recognizer != null) {
        encoder.requireFits(tagger);
        EncoderNote.tell(recognizer.agreement(encoder), textEncoder, err);
        tellRecipe(tagger, err);
      }
      OpenVocabulary tags = withThreshold(embed(made, tagger, encoder), threshold);
      VocabularyFiles.write(tags, out, spec.commandLine().getOut());
    }
    if (threshold == null) {
      err.println(
          "note: new tags have a threshold of 0.5; 'ram vocabulary calibrate' chooses better");
    }
    return 0;
  }

  private static OpenVocabulary withThreshold(OpenVocabulary tags, Float threshold) {
    if (threshold == null) {
      return tags;
    }
    float[] all = new float[tags.tags().size()];
    Arrays.fill(all, threshold);
    return tags.withThresholds(all);
  }

  /** What the files say, read before any model is opened. */
  private record Made(List<String> names, Descriptions descriptions, KeywordList keywords) {}

  private Made read() throws IOException {
    if (source.descriptions != null) {
      return new Made(null, Descriptions.read(source.descriptions), null);
    }
    if (source.keywords != null) {
      KeywordList list = KeywordList.read(source.keywords);
      return new Made(list.names(), null, list);
    }
    return new Made(
        source.names != null
            ? TagNames.of("--names", source.names)
            : TagNames.read(source.namesFile),
        null,
        null);
  }

  private void tellRecipe(ModelInfo tagger, PrintWriter err) {
    boolean ram = tagger.family().equals(ModelFamily.RAM);
    if (ram && source.descriptions != null) {
      err.println(
          "note: a RAM takes names by prompt templates, which its authors measured better than"
              + " descriptions; the descriptions are not used");
    }
    if (!ram && source.descriptions == null) {
      err.println(
          "note: RAM++ was evaluated with some 50 descriptions a tag; 'ram describe' writes them");
    }
  }

  private OpenVocabulary embed(Made made, ModelInfo tagger, TextEncoder encoder) {
    try {
      if (made.descriptions() != null) {
        Map<String, List<String>> byName = made.descriptions().byName();
        return tagger == null
            ? OpenVocabulary.ofDescriptions(encoder, byName)
            : OpenVocabulary.forModel(tagger, encoder, byName);
      }
      OpenVocabulary tags = OpenVocabulary.ofNames(encoder, made.names());
      return made.keywords() == null ? tags : made.keywords().label(tags);
    } catch (IllegalArgumentException e) {
      if (source.names != null) {
        throw e;
      }
      // Of a file's content, and so no wrong command line.
      throw new FileFormatException("%s: %s".formatted(file(), e.getMessage()), e);
    }
  }

  private Path file() {
    if (source.keywords != null) {
      return source.keywords;
    }
    return source.namesFile != null ? source.namesFile : source.descriptions;
  }
}
