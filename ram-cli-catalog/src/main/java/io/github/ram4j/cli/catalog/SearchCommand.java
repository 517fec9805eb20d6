package io.github.ram4j.cli.catalog;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.cli.Count;
import io.github.ram4j.cli.EncoderNote;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.search.CatalogSearch;
import io.github.ram4j.search.Page;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.search.SearchQuery;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that searches in a catalogue. */
@Command(
    name = "search",
    description = {
      "Search the images that 'ram tag' tagged: by words, by a similar image, by a text.",
      "A query: words that are all there, -word for one that is not, \"several words\", one OR"
          + " other, begin*, tag:word, name:word, caption:word, dog>0.8 for a tag's score."
    },
    sortOptions = false)
final class SearchCommand implements Callable<Integer> {
  private static final long PROGRESS_STEP = 100_000;

  private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR QUERY",
      arity = "0..*",
      description = "The folder that was tagged, unless --catalog is given; and a query.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--catalog",
      paramLabel = "FILE.sqlite",
      description = "The catalogue; DIR/.ram4j/catalog.sqlite by default.")
  private Path file;

  @Option(
      names = "--similar",
      paramLabel = "IMAGE",
      description =
          "Images like this one: of the catalogue, or any other, which --model looks at then.")
  private Path similar;

  @Option(
      names = "--text",
      paramLabel = "\"TEXT\"",
      description = {
        "Images near a text in English, in a catalogue of RAM or RAM++; needs --text-encoder.",
        "These models were not made for it: take what is found as candidates, or use --check."
      })
  private String text;

  @Option(
      names = "--text-encoder",
      paramLabel = "BUNDLE",
      description =
          "Text half of CLIP ViT-B/16, as 'ram convert ViT-B-16.pt --out BUNDLE' writes it.")
  private Path textEncoder;

  @Option(
      names = "--check",
      paramLabel = "N",
      description =
          "With --text and --model: have the model look at the N nearest images again, with the"
              + " text as a tag, and sort by its score. Better, and as slow as tagging N images.")
  private Integer check;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "The greatest number of images; 50 by default.")
  private int limit;

  @Mixin private HitOutputs outputs;

  @Mixin private ModelOptions model;

  /** Takes {@code -people} for a part of the query, although it looks like an option. */
  @Spec
  void setSpec(CommandSpec given) {
    spec = given;
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException {
    if (file == null && words.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected DIR, or --catalog FILE.sqlite, found neither");
    }
    leaveOutFolder();
    List<String> query = queryWords();
    requireOneQuestion(query);
    List<Path> inputs = new ArrayList<>(model.inputs());
    inputs.addAll(Stream.of(catalogFile(), similar, textEncoder).filter(Objects::nonNull).toList());
    outputs.require(spec.commandLine(), inputs, limit);
    try (Catalog catalog = Catalog.openForReading(catalogFile())) {
      CatalogSearch search = new CatalogSearch(catalog, this::tellProgress);
      String asked = similar != null ? similar.toString() : text != null ? text : joined(query);
      outputs.write(spec.commandLine(), asked, found(search, query));
    }
    return 0;
  }

  private List<SearchHit> found(CatalogSearch search, List<String> query) throws IOException {
    if (similar != null) {
      return similar(search);
    }
    if (text != null) {
      return nearText(search);
    }
    SearchQuery parsed = SearchQuery.parse(joined(query));
    List<SearchHit> hits = search.find(parsed, Page.first(limit));
    if (hits.size() == limit) {
      long all = search.count(parsed);
      if (all > limit) {
        err().printf("the best %,d of %s (--limit)%n", hits.size(), Count.of(all, "image"));
      }
    }
    return hits;
  }

  private List<SearchHit> similar(CatalogSearch search) throws IOException {
    Optional<List<SearchHit>> hits = search.similar(similar, limit);
    if (hits.isPresent()) {
      return hits.get();
    }
    try (Recognizer recognizer = model.open(err())) {
      return search.similar(recognizer.embed(ImageSource.of(similar)), limit);
    }
  }

  private List<SearchHit> nearText(CatalogSearch search) throws IOException {
    try (TextEncoder encoder = RamModels.openTextEncoder(textEncoder)) {
      float[] embedding = encoder.embed(List.of(text))[0];
      if (check == null) {
        return search.nearText(embedding, limit);
      }
      List<SearchHit> candidates = search.nearText(embedding, check);
      try (Recognizer recognizer = model.open(err())) {
        EncoderNote.tell(recognizer.agreement(encoder), textEncoder, err());
        return new TextCheck(recognizer, encoder, text, err()).sorted(candidates, limit);
      }
    }
  }

  private void tellProgress(long made) {
    if (made % PROGRESS_STEP == 0) {
      err().printf("index of similar images: %,d read%n", made);
      err().flush();
    }
  }

  /** DIR beside --catalog, as for "ram tag": the catalogue's only folder needs no name. */
  private void leaveOutFolder() throws IOException {
    if (file == null || words.isEmpty() || !isFolder(words.get(0))) {
      return;
    }
    try (Catalog catalog = Catalog.openForReading(file)) {
      List<CatalogRoot> roots = catalog.roots();
      Path folder = Path.of(words.get(0)).toRealPath();
      if (roots.stream().noneMatch(root -> root.folder().equals(folder))) {
        return; // a word that happens to be a folder's name
      }
      if (roots.size() > 1) {
        throw new ParameterException(
            spec.commandLine(),
            "expected --catalog without DIR, which searches all of its %d folders, found %s"
                .formatted(roots.size(), words.get(0)));
      }
      words = words.subList(1, words.size());
    }
  }

  private static boolean isFolder(String word) {
    try {
      return Files.isDirectory(Path.of(word));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Path catalogFile() {
    return file == null ? Catalog.placeIn(Path.of(words.get(0))) : file;
  }

  private List<String> queryWords() {
    return file == null ? words.subList(1, words.size()) : words;
  }

  private static String joined(List<String> words) {
    return String.join(" ", words);
  }

  private void requireOneQuestion(List<String> query) {
    for (String word : words) {
      if (word.startsWith("--")) {
        throw new ParameterException(spec.commandLine(), "Unknown option: '" + word + "'");
      }
    }
    long questions =
        Stream.of(query.isEmpty() ? null : query, similar, text).filter(Objects::nonNull).count();
    if (questions != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected one of QUERY, --similar and --text, found "
              + (questions == 0 ? "none" : "several")
              + (questions == 0 && file == null && words.size() == 1 ? " after DIR" : ""));
    }
    if ((text == null) != (textEncoder == null)) {
      throw new ParameterException(
          spec.commandLine(),
          text == null
              ? "--text-encoder: expected with --text, found without"
              : "--text: expected with --text-encoder, found without");
    }
    if (check != null && (text == null || check < 1)) {
      throw new ParameterException(
          spec.commandLine(),
          text == null
              ? "--check: expected with --text, found without"
              : "--check: expected 1 or more, found " + check);
    }
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit: expected 1 or more, found " + limit);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** A name as it is shown. */
  static String shown(String name) {
    return TerminalView.safe(name);
  }
}
