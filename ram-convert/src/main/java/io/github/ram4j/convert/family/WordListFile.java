package io.github.ram4j.convert.family;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.ModelException;
import io.github.ram4j.text.WordList;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads a token vocabulary from its published file: a {@code vocab.txt} or the {@code
 * tokenizer.json} of Hugging Face.
 */
final class WordListFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final int SNIFFED_BYTES = 64;
  private static final String KIND = "WordPiece";

  /** A JSON parser without a table of names: there is one name per token, and each occurs once. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private WordListFile() {}

  /**
   * Reads either kind of file, told apart by its first characters.
   *
   * @throws IOException if the file cannot be read
   * @throws ModelException if the file is of neither kind; the message names the file and the cause
   */
  static WordList read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ModelException(
          "word list %s: expected a vocab.txt or tokenizer.json, found a folder".formatted(file));
    }
    if (!Files.exists(file)) {
      throw new FileNotFoundException(
          "word list %s: expected a vocab.txt or tokenizer.json, found nothing of that name"
              .formatted(file));
    }
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw new ModelException(
          "word list %s: expected at most %d bytes, found %d".formatted(file, MAX_BYTES, bytes));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(SNIFFED_BYTES);
      byte[] head = in.readNBytes(SNIFFED_BYTES);
      in.reset();
      return isJson(head) ? readJson(in, file) : WordList.read(in, file.toString());
    }
  }

  /** Returns whether a file begins as a JSON object; no token vocabulary's first line does. */
  private static boolean isJson(byte[] head) {
    int[] visible = new int[2];
    int found = 0;
    for (int i = 0; i < head.length && found < 2; i++) {
      if (head[i] != ' ' && head[i] != '\t' && head[i] != '\r' && head[i] != '\n') {
        visible[found++] = head[i];
      }
    }
    return visible[0] == '{' && (visible[1] == '"' || visible[1] == '}');
  }

  private static WordList readJson(InputStream in, Path file) throws IOException {
    String kind = null;
    List<String> words = null;
    try (JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean model = json.currentName().equals("model");
        if (json.nextToken() != JsonToken.START_OBJECT || !model) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          JsonToken value = json.nextToken();
          if (field.equals("type") && value == JsonToken.VALUE_STRING) {
            kind = json.getText();
          } else if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
            words = readWords(json, file);
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new ModelException(
          "word list %s: expected JSON, found at %s: %s"
              .formatted(file, place(e), firstLine(e.getOriginalMessage())),
          e);
    }
    if (!KIND.equals(kind) || words == null) {
      throw new ModelException(
          "word list %s: expected a tokenizer.json with a model of type %s and its vocab, found %s"
              .formatted(
                  file,
                  KIND,
                  kind == null
                      ? "no type"
                      : KIND.equals(kind) ? "no map of words" : "another type"));
    }
    return WordList.of(words, file.toString());
  }

  /** Reads a map from token to id and returns the tokens in the order of the ids. */
  private static List<String> readWords(JsonParser json, Path file) throws IOException {
    String[] words = new String[1 << 15];
    int count = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String word = json.currentName();
      int id = json.nextToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
      if (id < 0 || id >= WordList.MAX_WORDS) {
        throw new ModelException(
            "word list %s: expected an id from 0 to %d for word %d of vocab, found %s"
                .formatted(file, WordList.MAX_WORDS - 1, count + 1, id < 0 ? "none" : id));
      }
      if (id >= words.length) {
        words = Arrays.copyOf(words, Math.max(id + 1, 2 * words.length));
      }
      if (words[id] != null) {
        throw new ModelException(
            "word list %s: expected every id once, found %d twice".formatted(file, id));
      }
      words[id] = word;
      count++;
    }
    List<String> inOrder = Arrays.asList(words).subList(0, count);
    if (inOrder.contains(null)) {
      throw new ModelException(
          "word list %s: expected the ids 0 to %d for %d words, found none of id %d"
              .formatted(file, count - 1, count, inOrder.indexOf(null)));
    }
    return Collections.unmodifiableList(inOrder);
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? "its end"
        : "line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no JSON");
  }
}
