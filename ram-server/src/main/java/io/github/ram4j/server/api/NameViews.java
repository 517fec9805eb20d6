package io.github.ram4j.server.api;

import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognizers of a model's list and of names, made when they are first asked for and kept while
 * they are asked for again. Thread-safe.
 */
public final class NameViews {
  private static final int KEPT = 64;

  private final Recognizer model;
  private final TextEncoder encoder;
  private final int mostNames;
  private final Map<List<String>, View> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, View> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * A recognizer of a list and of names.
   *
   * @param recognizer over the open model; it need not be closed
   * @param byId the names by their ids, in the order asked
   */
  record View(Recognizer recognizer, Map<Integer, OpenTag> byId) {}

  /** Views over open models, which stay the caller's. */
  public NameViews(Recognizer model, TextEncoder encoder, int mostNames) {
    this.model = model;
    this.encoder = encoder;
    this.mostNames = mostNames;
  }

  /** The greatest number of names of a request. */
  public int mostNames() {
    return mostNames;
  }

  /** The recognizer of names; embeds them, if they are new, which takes a while. */
  View of(List<String> names) {
    synchronized (kept) {
      View known = kept.get(names);
      if (known != null) {
        return known;
      }
    }
    View made = make(names);
    synchronized (kept) {
      kept.put(names, made);
    }
    return made;
  }

  private View make(List<String> names) {
    OpenVocabulary asked = OpenVocabulary.ofNames(encoder, names);
    Recognizer recognizer = model.withVocabulary(asked.withListed(model.vocabulary()));
    Map<Integer, OpenTag> byId = new LinkedHashMap<>();
    int listed = recognizer.vocabulary().size() - asked.tags().size();
    for (int i = 0; i < asked.tags().size(); i++) {
      byId.put(recognizer.vocabulary().tag(listed + i).id(), asked.tags().get(i));
    }
    return new View(recognizer, byId);
  }
}
