package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.vocabulary.Descriptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of tags that the model's list does not have. */
final class NewTagOptions {
  @Option(
      names = "--names",
      paramLabel = "\"A, B\"",
      description = {
        "Recognize these names, too, in English, separated by commas; needs --text-encoder.",
        "Their scores are always shown. They lie lower than those of the model's own tags."
      })
  private String names;

  @Option(
      names = "--names-file",
      paramLabel = "FILE",
      description = "As --names: a file with a name a line.")
  private Path namesFile;

  @Option(
      names = "--descriptions",
      paramLabel = "FILE.json",
      description =
          "As --names, by descriptions, for RAM++: a JSON list of objects, each {\"name\":"
              + " [\"description\", …]}; 'ram describe' writes it.")
  private Path descriptions;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "As --names: a file of 'ram vocabulary', which needs no text encoder.")
  private Path vocabulary;

  @Option(
      names = "--text-encoder",
      paramLabel = "BUNDLE",
      description =
          "Text half of CLIP ViT-B/16, as 'ram convert ViT-B-16.pt --out BUNDLE' writes it.")
  private Path textEncoder;

  @Option(
      names = "--only-names",
      description = "Leave the model's own list out: faster, and only the names are shown.")
  private boolean onlyNames;

  private final Map<Integer, OpenTag> byId = new LinkedHashMap<>();

  /** The input files; null for those not given. */
  List<Path> inputs() {
    return Arrays.asList(namesFile, descriptions, vocabulary, textEncoder);
  }

  /** Returns whether a command line asks for new tags. */
  boolean isAsked() {
    return Stream.of(names, namesFile, descriptions, vocabulary).anyMatch(Objects::nonNull);
  }

  /** Refuses options that make no sense without others, before anything is opened. */
  void requireWhole() {
    if (!isAsked() && (onlyNames || textEncoder != null)) {
      throw new IllegalArgumentException(
          "%s: expected --names, --names-file, --descriptions or --vocabulary, found none of them"
              .formatted(onlyNames ? "--only-names" : "--text-encoder"));
    }
    if (firstOfTexts() != null && textEncoder == null) {
      throw new IllegalArgumentException(
          "%s: expected --text-encoder BUNDLE, found none; convert CLIP ViT-B/16, which RAM was"
                  .formatted(firstOfTexts())
              + " trained with: ./ram convert ViT-B-16.pt --out clip-text");
    }
    if (names != null && namesFile != null) {
      throw new IllegalArgumentException(
          "--names and --names-file: expected one of the two, found both");
    }
  }

  /** The option of texts to be embedded, or null. */
  private String firstOfTexts() {
    if (names != null) {
      return "--names";
    }
    if (namesFile != null) {
      return "--names-file";
    }
    return descriptions != null ? "--descriptions" : null;
  }

  private static OpenVocabulary withThreshold(OpenVocabulary tags, Float threshold) {
    if (threshold == null) {
      return tags;
    }
    float[] all = new float[tags.tags().size()];
    Arrays.fill(all, threshold);
    return tags.withThresholds(all);
  }

  /**
   * A recognizer of the tags that are asked for, over a model that stays the caller's.
   *
   * @param run options of running the model; a threshold for all tags is one for new tags, too
   * @return the model's own recognizer where nothing is asked for
   */
  Recognizer over(Recognizer model, RunOptions run, PrintWriter err) throws IOException {
    if (!isAsked()) {
      return model;
    }
    OpenVocabulary asked = withThreshold(read(model, run.modelOptions(), err), run.threshold());
    asked.tags().stream()
        .filter(tag -> tag.recipe() != TagRecipe.LISTED)
        .filter(tag -> !model.vocabulary().find(tag.name()).isEmpty())
        .forEach(
            tag ->
                err.println(
                    TerminalView.safe(
                        "note: \"%s\" is in the model's own list; its score as a new name is another"
                            .formatted(tag.name()))));
    Recognizer view = view(model, onlyNames ? asked : asked.withListed(model.vocabulary()));
    int listed = view.vocabulary().size() - asked.tags().size();
    for (int i = 0; i < asked.tags().size(); i++) {
      if (asked.tags().get(i).recipe() != TagRecipe.LISTED) {
        byId.put(view.vocabulary().tag(listed + i).id(), asked.tags().get(i));
      }
    }
    Set<String> notes = new LinkedHashSet<>(view.model().assumed());
    model.model().assumed().forEach(notes::remove);
    notes.forEach(note -> err.println(TerminalView.safe("note: " + note)));
    return view;
  }

  private Recognizer view(Recognizer model, OpenVocabulary tags) {
    boolean onlyFile = firstOfTexts() == null;
    return onlyFile ? VocabularyFiles.over(model, vocabulary, tags) : model.withVocabulary(tags);
  }

  /** The new tags by their ids in the recognizer's vocabulary, in the order given. */
  Map<Integer, OpenTag> byId() {
    return byId;
  }

  /** The selected tags of the model's list, and then all new tags, in the order given. */
  TagVocabulary withNew(TagVocabulary all, UnaryOperator<TagVocabulary> selection) {
    TagVocabulary selected = selection.apply(all);
    if (byId.isEmpty()) {
      return selected;
    }
    Set<Integer> ids = new LinkedHashSet<>();
    selected.tags().forEach(tag -> ids.add(tag.id()));
    ids.removeAll(byId.keySet());
    ids.addAll(byId.keySet());
    return all.subsetOfIds(ids);
  }

  private OpenVocabulary read(Recognizer model, ModelOptions options, PrintWriter err)
      throws IOException {
    List<OpenVocabulary> parts = new ArrayList<>();
    if (vocabulary != null) {
      parts.add(OpenVocabulary.read(vocabulary));
    }
    if (textEncoder != null) {
      requireOpen(model);
      try (TextEncoder encoder = RamModels.openTextEncoder(textEncoder, options)) {
        encoder.requireFits(model.model());
        EncoderNote.tell(model.agreement(encoder), textEncoder, err);
        requireEncoder(parts, encoder);
        if (names != null) {
          parts.add(OpenVocabulary.ofNames(encoder, TagNames.of("--names", names)));
        }
        if (namesFile != null) {
          parts.add(ofNamesFile(encoder));
        }
        if (descriptions != null) {
          parts.add(
              OpenVocabulary.ofDescriptions(encoder, Descriptions.read(descriptions).byName()));
        }
      }
    }
    return parts.stream().reduce(OpenVocabulary::and).orElseThrow();
  }

  /** The names of a file, whose content is no wrong command line. */
  private OpenVocabulary ofNamesFile(TextEncoder encoder) throws IOException {
    List<String> all = TagNames.read(namesFile);
    try {
      return OpenVocabulary.ofNames(encoder, all);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException("list of names %s: %s".formatted(namesFile, e.getMessage()), e);
    }
  }

  /** Refuses models without new tags before a text encoder is opened for them. */
  private static void requireOpen(Recognizer model) {
    if (model.model().textWidth() == 0) {
      throw new ModelException(
          ("model %s: new names: expected a bundle of RAM or RAM++ with an open tagging head, found"
                  + " none in this one, of family %s; convert the checkpoint again if its bundle is"
                  + " an older one")
              .formatted(model.model().source(), model.model().family()));
    }
  }

  private void requireEncoder(List<OpenVocabulary> parts, TextEncoder encoder) {
    for (OpenVocabulary part : parts) {
      if (part.textEncoder().filter(digest -> !digest.equals(encoder.digest())).isPresent()) {
        throw new FileFormatException(
            "vocabulary file %s: expected embeddings of the text encoder %s, found those of another (%s)"
                .formatted(vocabulary, textEncoder, part.textEncoder().get()));
      }
    }
  }
}
