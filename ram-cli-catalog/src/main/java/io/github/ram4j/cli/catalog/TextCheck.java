package io.github.ram4j.cli.catalog;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.cli.Errors;
import io.github.ram4j.search.SearchHit;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A second look at images near a text: the model is asked for the text as a tag. */
final class TextCheck {
  private final Recognizer recognizer;
  private final PrintWriter err;

  TextCheck(Recognizer model, TextEncoder encoder, String text, PrintWriter err) {
    this.recognizer = model.withVocabulary(OpenVocabulary.ofNames(encoder, List.of(text)));
    this.err = err;
  }

  /** The candidates with the model's scores, the best first. Those that cannot be read are told. */
  List<SearchHit> sorted(List<SearchHit> candidates, int limit) throws IOException {
    List<SearchHit> checked = new ArrayList<>();
    List<ImageSource> images = new ArrayList<>();
    candidates.forEach(hit -> images.add(ImageSource.of(hit.file())));
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        SearchHit hit = candidates.get((int) outcome.index());
        try {
          checked.add(hit.withScore(outcome.get().score(0)));
        } catch (IOException | ImageException e) {
          err.println("ram: " + Errors.explain(e));
        }
      }
    }
    checked.sort(Comparator.comparingDouble(SearchHit::score).reversed());
    return checked.subList(0, Math.min(limit, checked.size()));
  }
}
