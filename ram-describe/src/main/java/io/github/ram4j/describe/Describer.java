package io.github.ram4j.describe;

import dev.langchain4j.model.chat.ChatModel;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.vocabulary.Descriptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Describes new tags by a chat model, for RAM++: five questions about how a tag looks, ten answers
 * to each, and "a photo of a NAME." make 51 sentences, as many as the authors' files have. The
 * questions are this project's own.
 *
 * <pre>{@code
 * ChatModel model = OpenAiChatModel.builder().baseUrl(url).modelName("…").build();
 * new Describer(model, DescribeOptions.defaults())
 *     .describe(List.of("espresso machine", "red panda"), Path.of("descriptions.json"));
 * }</pre>
 *
 * <p>The file is written after each tag, whole. The answers of tags that are not finished stand in
 * a file beside it ({@link #answersFile}), so that a run that was killed asks nothing twice: the
 * next run goes on. Parameters such as the temperature are those of the model; without any, answers
 * repeat.
 *
 * <p>Thread-safe. The model stays the caller's.
 */
public final class Describer {
  /** A file is written at most this share of the time. */
  private static final int WRITING_SHARE = 10;

  private final ChatModel model;
  private final DescribeOptions options;

  /**
   * A describer.
   *
   * @param model any chat model; called from several threads at a time
   * @param options numbers of answers and requests, and the listener
   */
  public Describer(ChatModel model, DescribeOptions options) {
    this.model = Objects.requireNonNull(model, "model");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * The file of answers of tags that are not finished. It is deleted when all are.
   *
   * @param out the file of descriptions
   * @return its name with {@code .answers} behind it
   */
  public static Path answersFile(Path out) {
    return out.resolveSibling(out.getFileName() + ".answers");
  }

  /**
   * Describes tags. Those that the file has already, upper and lower case alike, stay as they are.
   *
   * @param names in English, each once
   * @param out descriptions in the authors' format; continued if it exists
   * @return the numbers of tags
   * @throws IOException if a file cannot be read or written, another run describes into it, or the
   *     thread is interrupted
   * @throws FileFormatException if the file is not in the format, or its answers are of another
   *     model
   * @throws ChatException if the model's service refuses a request, stays busy, or answers nothing;
   *     what it answered before is kept
   * @throws IllegalArgumentException if there are no names, or one is blank or occurs twice
   */
  public DescribeReport describe(List<String> names, Path out) throws IOException {
    requireNames(names);
    Map<String, List<String>> described = existing(out);
    Set<String> known = new HashSet<>();
    described.keySet().forEach(name -> known.add(key(name)));
    List<String> missing = names.stream().filter(name -> !known.contains(key(name))).toList();
    if (missing.isEmpty()) {
      return new DescribeReport(0, names.size(), 0);
    }
    Progress progress = new Progress(options.listener());
    try (AnswersFile answers = AnswersFile.open(answersFile(out), ChatRequests.name(model));
        Workers workers = new Workers(options.parallelRequests())) {
      ChatRequests requests = new ChatRequests(model, options.retries(), progress);
      List<TagAnswers> tags = begun(missing, answers.earlier(), progress);
      int duplicates = 0;
      for (int i = 0; i < tags.size(); i++) {
        TagAnswers tag = tags.get(i);
        workers.run(asks(tag, requests, answers, progress));
        described.put(missing.get(i), tag.sentences());
        duplicates += tag.duplicates();
        progress.write(described, out, i == tags.size() - 1);
        progress.described(missing.get(i));
      }
      answers.delete();
      return new DescribeReport(tags.size(), names.size() - missing.size(), duplicates);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("describing: expected to go on, found an interrupt");
      stopped.initCause(e);
      throw stopped;
    }
  }

  private static void requireNames(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names: expected at least one, found none");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("names: expected names, found a blank");
      }
      if (!seen.add(key(name))) {
        throw new IllegalArgumentException(
            "names: expected each name once, found \"%s\" again".formatted(name));
      }
    }
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<String>> existing(Path out) throws IOException {
    if (!Files.exists(out)) {
      return new LinkedHashMap<>();
    }
    if (!Files.isRegularFile(out)) {
      throw new FileSystemException(
          out.toString(), null, "expected a new name or a file of descriptions, found another");
    }
    return Files.size(out) == 0
        ? new LinkedHashMap<>()
        : new LinkedHashMap<>(Descriptions.read(out).byName());
  }

  private List<TagAnswers> begun(List<String> names, List<Answer> earlier, Progress progress) {
    Map<String, List<Answer>> byName = new LinkedHashMap<>();
    earlier.forEach(
        answer -> byName.computeIfAbsent(answer.name(), name -> new ArrayList<>()).add(answer));
    List<TagAnswers> tags = new ArrayList<>();
    long there = 0;
    for (String name : names) {
      TagAnswers tag =
          new TagAnswers(name, byName.getOrDefault(name, List.of()), options.answers());
      tags.add(tag);
      for (int question = 0; question < Prompts.count(); question++) {
        there += tag.count(question);
      }
    }
    progress.begin(there, (long) names.size() * Prompts.count() * options.answers());
    return tags;
  }

  /** A task for each answer that a tag lacks. */
  private List<Workers.Task> asks(
      TagAnswers tag, ChatRequests requests, AnswersFile answers, Progress progress) {
    List<Workers.Task> tasks = new ArrayList<>();
    for (int number = 0; number < options.answers(); number++) {
      for (int question = 0; question < Prompts.count(); question++) {
        if (number >= tag.count(question)) {
          int asked = question;
          tasks.add(
              () -> {
                tag.ask(asked, requests, answers);
                progress.answered();
              });
        }
      }
    }
    return tasks;
  }

  /** Counts answers, writes the file now and then, and tells a listener, one call at a time. */
  private static final class Progress implements DescribeListener {
    private final DescribeListener listener;
    private long answers;
    private long all;
    private long written;
    private long writing;

    Progress(DescribeListener listener) {
      this.listener = listener;
    }

    synchronized void begin(long there, long wanted) {
      answers = there;
      all = wanted;
      listener.answered(answers, all);
    }

    synchronized void answered() {
      listener.answered(++answers, all);
    }

    @Override
    public synchronized void described(String name) {
      listener.described(name);
    }

    @Override
    public synchronized void retrying(String reason, Duration wait) {
      listener.retrying(reason, wait);
    }

    /** Writes the file; a long one not after every tag, since the answers are kept elsewhere. */
    synchronized void write(Map<String, List<String>> described, Path out, boolean last)
        throws IOException {
      long now = System.nanoTime();
      if (last || written == 0 || now - written >= WRITING_SHARE * writing) {
        Descriptions.of(described).write(out);
        written = System.nanoTime();
        writing = written - now;
      }
    }
  }
}
