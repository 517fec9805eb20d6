package io.github.ram4j.describe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The answers about one tag. An answer that is empty or was given before is asked for again; a
 * model that gives no other has its duplicate kept, so that every tag has as many sentences.
 * Thread-safe.
 */
final class TagAnswers {
  private static final int ATTEMPTS = 4;

  private final String name;
  private final List<List<String>> byQuestion = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int duplicates;

  /**
   * Begins with the answers of earlier runs.
   *
   * @param most answers to a question; more are dropped
   */
  TagAnswers(String name, List<Answer> earlier, int most) {
    this.name = name;
    seen.add(key(Prompts.first(name)));
    for (int question = 0; question < Prompts.count(); question++) {
      byQuestion.add(new ArrayList<>());
    }
    for (Answer answer : earlier) {
      if (answer.question() < byQuestion.size()
          && byQuestion.get(answer.question()).size() < most) {
        add(answer.question(), answer.text());
      }
    }
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void add(int question, String text) {
    duplicates += seen.add(key(text)) ? 0 : 1;
    byQuestion.get(question).add(text);
  }

  /** The number of answers to a question. */
  synchronized int count(int question) {
    return byQuestion.get(question).size();
  }

  /**
   * Asks a question once more and keeps the answer.
   *
   * @param file gets the answer, too
   */
  void ask(int question, ChatRequests requests, AnswersFile file) throws IOException {
    String duplicate = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String text = requests.ask(Prompts.of(question, name));
      if (!text.isEmpty() && keepNew(question, text, file)) {
        return;
      }
      duplicate = text.isEmpty() ? duplicate : text;
    }
    if (duplicate.isEmpty()) {
      throw new ChatException(
          "answer about \"%s\": expected a sentence, found an empty one %d times; a limit of tokens may be too low for a model that thinks before it answers"
              .formatted(name, ATTEMPTS));
    }
    keep(question, duplicate, file);
  }

  private synchronized boolean keepNew(int question, String text, AnswersFile file)
      throws IOException {
    if (seen.contains(key(text))) {
      return false;
    }
    keep(question, text, file);
    return true;
  }

  private synchronized void keep(int question, String text, AnswersFile file) throws IOException {
    file.append(new Answer(name, question, text));
    add(question, text);
  }

  /** The sentences of the tag. */
  synchronized List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(Prompts.first(name));
    byQuestion.forEach(sentences::addAll);
    return sentences;
  }

  /** The number of sentences that an earlier one equals. */
  synchronized int duplicates() {
    return duplicates;
  }
}
