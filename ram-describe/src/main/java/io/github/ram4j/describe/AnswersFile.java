package io.github.ram4j.describe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a run that is not finished: JSON Lines, each written as soon as it comes, after a
 * line with the model and the questions. A line that a kill cut is dropped by the next run. One run
 * at a time. Thread-safe.
 */
final class AnswersFile implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_BYTES = 1 << 28;

  private static final String MODEL = "model";
  private static final String QUESTIONS = "questions";
  private static final String NAME = "name";
  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";

  private final Path file;
  private final FileChannel channel;
  private final List<Answer> earlier = new ArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();

  private AnswersFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file, or makes it.
   *
   * @param model name of the model that answers
   * @throws FileFormatException if it is another file, or has answers of another model or to other
   *     questions
   * @throws FileSystemException if another run holds it
   */
  static AnswersFile open(Path file, String model) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      AnswersFile answers = new AnswersFile(file, channel);
      answers.lock();
      answers.read(model);
      return answers;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    if (isTaken()) {
      throw new FileSystemException(
          file.toString(), null, "expected answers that no other run writes, found one that does");
    }
  }

  private boolean isTaken() {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false; // a file system without locks
    }
  }

  /** Reads earlier answers. The file is changed after it proved to be one of answers. */
  private void read(String model) throws IOException {
    if (channel.size() > MOST_BYTES) {
      throw wrong(1, "at most %,d bytes".formatted(MOST_BYTES), "more");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until all is read.
    }
    int size = bytes.position();
    int whole = size;
    while (whole > 0 && bytes.get(whole - 1) != '\n') {
      whole--;
    }
    if (whole == 0) {
      requireCutHeader(text(bytes, size), model);
    } else {
      lines(text(bytes, whole), model);
    }
    channel.truncate(whole).position(whole);
    if (whole == 0) {
      write(header(model));
    }
  }

  private String text(ByteBuffer bytes, int size) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(bytes.duplicate().position(0).limit(size))
          .toString();
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "answers %s: expected UTF-8 text, found other bytes".formatted(file), e);
    }
  }

  /** The first line may be cut, if a run was killed at once. */
  private void requireCutHeader(String text, String model) throws IOException {
    if (!header(model).startsWith(text)) {
      throw wrong(1, "answers of the model " + model, "a line that does not end");
    }
  }

  private void lines(String text, String model) throws IOException {
    List<String> lines = List.of(text.split("\n", -1));
    requireHeader(fields(1, lines.get(0)), model);
    for (int i = 1; i < lines.size() - 1; i++) {
      earlier.add(answer(i + 1, fields(i + 1, lines.get(i))));
    }
  }

  private static String header(String model) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(MODEL, model);
    fields.put(QUESTIONS, Prompts.digest());
    return line(fields);
  }

  private void requireHeader(Map<String, String> header, String model) {
    String madeBy = header.getOrDefault(MODEL, "none");
    if (!madeBy.equals(model)) {
      throw wrong(
          1,
          "answers of the model " + model,
          "those of %s; delete the file to ask anew".formatted(madeBy));
    }
    if (!Prompts.digest().equals(header.get(QUESTIONS))) {
      throw wrong(1, "answers to this version's questions", "others; delete the file to ask anew");
    }
  }

  private Answer answer(int line, Map<String, String> fields) {
    String name = fields.get(NAME);
    String question = fields.get(QUESTION);
    String text = fields.get(ANSWER);
    if (name == null || text == null || question == null || !question.matches("\\d{1,4}")) {
      throw wrong(line, "name, question and answer", fields.keySet().toString());
    }
    return new Answer(name, Integer.parseInt(question), text);
  }

  private Map<String, String> fields(int line, String text) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw wrong(line, "a JSON object", "none");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        @Nullable String value = json.nextTextValue();
        if (value == null) {
          throw wrong(line, "a text as \"" + field + "\"", "another value");
        }
        fields.put(field, value);
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw new FileFormatException(
          "answers %s, line %d: expected a JSON object, found %s"
              .formatted(file, line, e.getOriginalMessage()),
          e);
    }
  }

  /** The answers of earlier runs. */
  List<Answer> earlier() {
    return List.copyOf(earlier);
  }

  /** Adds an answer, in one write. */
  void append(Answer answer) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(NAME, answer.name());
    fields.put(QUESTION, Integer.toString(answer.question()));
    fields.put(ANSWER, answer.text());
    write(line(fields));
    answers.incrementAndGet();
  }

  private static String line(Map<String, String> fields) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    }
    return line.append('\n').toString();
  }

  private synchronized void write(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Closes the file and deletes it: all of its answers stand elsewhere. */
  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private FileFormatException wrong(int line, String expected, String found) {
    return new FileFormatException(
        "answers %s, line %d: expected %s, found %s".formatted(file, line, expected, found));
  }

  /** Closes the file; one without answers is deleted. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen() && earlier.isEmpty() && answers.get() == 0) {
      delete();
    }
    channel.close();
  }
}
