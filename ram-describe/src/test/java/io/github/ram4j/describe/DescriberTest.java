package io.github.ram4j.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DescriberTest {
  private static final DescribeOptions FAST =
      DescribeOptions.defaults().withRetries(3, Duration.ofMillis(1));

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void name() {
    out = folder.resolve("descriptions.json");
  }

  private Map<String, List<String>> read() throws IOException {
    return Descriptions.read(out).byName();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aTagHasAsManySentencesAsTheAuthorsFilesHave() throws IOException {
    NumberedModel model = NumberedModel.talkative();
    DescribeReport report = new Describer(model, FAST).describe(List.of("Red panda", "fern"), out);
    assertEquals(new DescribeReport(2, 0, 0), report);
    assertEquals(List.of("Red panda", "fern"), List.copyOf(read().keySet()));
    List<String> sentences = read().get("Red panda");
    assertEquals(51, sentences.size());
    assertEquals(51, new HashSet<>(sentences).size());
    assertEquals("a photo of a Red panda.", sentences.get(0));
    assertTrue(
        sentences.get(1).matches("Answer \\d+ to What does \"Red panda\" look like .*"),
        sentences.get(1));
    assertEquals(100, model.requests());
    assertTrue(model.mostRunning() <= 4, "requests at a time: " + model.mostRunning());
    assertEquals(List.of("descriptions.json"), files());
  }

  @Test
  void requestsRunAtTheSameTime() throws IOException {
    CountDownLatch all = new CountDownLatch(8);
    NumberedModel model =
        new NumberedModel(
            "waiting",
            (question, number) -> {
              all.countDown();
              try {
                all.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return question + number;
            });
    new Describer(model, FAST.withParallelRequests(8)).describe(List.of("fern"), out);
    assertEquals(8, model.mostRunning());
  }

  @Test
  void emptyAnswersAndDuplicatesAreAskedForAgain() throws IOException {
    NumberedModel model =
        new NumberedModel(
            "forgetful",
            (question, number) ->
                number % 3 == 1 ? "  " : number % 3 == 2 ? "The SAME" : question + number);
    DescribeReport report =
        new Describer(model, FAST.withParallelRequests(1)).describe(List.of("fern"), out);
    assertEquals(0, report.duplicates());
    List<String> sentences = read().get("fern");
    assertEquals(51, sentences.size());
    assertEquals(1, sentences.stream().filter(sentence -> sentence.equals("The SAME")).count());
  }

  @Test
  void aModelThatRepeatsItselfHasItsDuplicatesKeptAndCounted() throws IOException {
    NumberedModel model = new NumberedModel("cold", (question, number) -> question);
    DescribeReport report = new Describer(model, FAST).describe(List.of("fern"), out);
    assertEquals(45, report.duplicates(), "nine of the ten answers to each of five questions");
    assertEquals(51, read().get("fern").size());
    assertTrue(model.requests() >= 5 + 45 * 4, "each was asked for again: " + model.requests());
  }

  @Test
  void aModelThatSaysNothingIsAnError() {
    NumberedModel model = new NumberedModel("mute", (question, number) -> "<think>hm</think> ");
    ChatException failed =
        assertThrows(
            ChatException.class, () -> new Describer(model, FAST).describe(List.of("fern"), out));
    assertTrue(
        failed
            .getMessage()
            .startsWith("answer about \"fern\": expected a sentence, found an empty"),
        failed.getMessage());
  }

  @Test
  void aBusyServiceIsAskedAgain() throws IOException {
    List<String> heard = new ArrayList<>();
    DescribeListener listener =
        new DescribeListener() {
          @Override
          public void retrying(String reason, Duration wait) {
            heard.add(reason + " " + wait.toMillis());
          }
        };
    AtomicInteger failures = new AtomicInteger();
    NumberedModel model =
        new NumberedModel(
            "busy",
            (question, number) -> {
              if (failures.incrementAndGet() <= 2) {
                throw new RateLimitException(new HttpException(429, "slow\n down"));
              }
              return question + number;
            });
    new Describer(model, FAST.withParallelRequests(1).withListener(listener))
        .describe(List.of("fern"), out);
    assertEquals(List.of("HTTP status 429: slow down 1", "HTTP status 429: slow down 2"), heard);
    assertEquals(51, read().get("fern").size());
  }

  @Test
  void aServiceThatStaysBusyOrRefusesIsAnErrorWithItsStatus() throws IOException {
    NumberedModel busy =
        new NumberedModel(
            "busy",
            (question, number) -> {
              throw new HttpException(503, "x".repeat(1000));
            });
    ChatException failed =
        assertThrows(
            ChatException.class,
            () -> new Describer(busy, FAST.withParallelRequests(1)).describe(List.of("fern"), out));
    assertTrue(
        failed
            .getMessage()
            .matches(
                "chat model busy: expected an answer, found HTTP status 503: x{300}…, 3 times"
                    + " again"),
        failed.getMessage());
    assertEquals(4, busy.requests());
    NumberedModel closed =
        new NumberedModel(
            "closed",
            (question, number) -> {
              throw new AuthenticationException(new HttpException(401, "no key"));
            });
    failed =
        assertThrows(
            ChatException.class,
            () ->
                new Describer(closed, FAST.withParallelRequests(1)).describe(List.of("fern"), out));
    assertEquals(
        "chat model closed: expected an answer, found HTTP status 401: no key",
        failed.getMessage());
    assertEquals(1, closed.requests());
    assertEquals(List.of(), files(), "nothing is left of a run without answers");
  }

  /** A model that answers a number of requests and then fails, as a run that is killed ends. */
  private static NumberedModel failingAfter(String name, int requests) {
    AtomicInteger all = new AtomicInteger();
    return new NumberedModel(
        name,
        (question, number) -> {
          if (all.incrementAndGet() > requests) {
            throw new HttpException(401, "no more");
          }
          return "run of " + requests + ": " + number + " " + question;
        });
  }

  @Test
  void aRunThatEndedEarlyIsContinued() throws IOException {
    List<String> names = List.of("fern", "moss", "lichen");
    DescribeOptions one = FAST.withParallelRequests(1);
    NumberedModel first = failingAfter("model", 70);
    assertThrows(ChatException.class, () -> new Describer(first, one).describe(names, out));
    assertEquals(List.of("fern"), List.copyOf(read().keySet()));
    assertEquals(List.of("descriptions.json", "descriptions.json.answers"), files());
    // A kill may cut the last line.
    Path answers = Describer.answersFile(out);
    String text = Files.readString(answers);
    Files.writeString(answers, text.substring(0, text.length() - 9));
    NumberedModel second = failingAfter("model", 1000);
    List<Long> counts = new ArrayList<>();
    DescribeReport report =
        new Describer(
                second,
                one.withListener(
                    new DescribeListener() {
                      @Override
                      public void answered(long done, long of) {
                        counts.add(done);
                        assertEquals(100, of);
                      }
                    }))
            .describe(names, out);
    assertEquals(new DescribeReport(2, 1, 0), report);
    assertEquals(150 - 70 + 1, second.requests(), "the cut answer is asked for again");
    assertEquals(19, counts.get(0));
    assertEquals(100, counts.get(counts.size() - 1));
    assertEquals(names, List.copyOf(read().keySet()));
    read().values().forEach(sentences -> assertEquals(51, sentences.size()));
    assertEquals(List.of("descriptions.json"), files());
    NumberedModel third = failingAfter("model", 0);
    assertEquals(
        new DescribeReport(0, 2, 0),
        new Describer(third, one).describe(List.of("FERN", "moss"), out));
    assertEquals(0, third.requests());
  }

  @Test
  void answersOfAnotherModelAreNotMixedIn() throws IOException {
    assertThrows(
        ChatException.class,
        () -> new Describer(failingAfter("one", 5), FAST).describe(List.of("fern"), out));
    FileFormatException other =
        assertThrows(
            FileFormatException.class,
            () -> new Describer(failingAfter("two", 99), FAST).describe(List.of("fern"), out));
    assertEquals(
        "answers %s, line 1: expected answers of the model two, found those of one; delete the file to ask anew"
            .formatted(Describer.answersFile(out)),
        other.getMessage());
  }

  @Test
  void aFileOfSomethingElseStaysAsItIs() throws IOException {
    Path answers = Describer.answersFile(out);
    for (String text : List.of("mine", "mine\nand more", "{}\n{\"a\": 1", "{\"model\": 1}\n")) {
      Files.writeString(answers, text);
      assertThrows(
          FileFormatException.class,
          () -> new Describer(NumberedModel.talkative(), FAST).describe(List.of("fern"), out),
          text);
      assertEquals(text, Files.readString(answers));
    }
    Files.delete(answers);
    Files.writeString(out, "mine");
    assertThrows(
        FileFormatException.class,
        () -> new Describer(NumberedModel.talkative(), FAST).describe(List.of("fern"), out));
    assertEquals("mine", Files.readString(out));
  }

  @Test
  void aCutFirstLineIsWrittenAgain() throws IOException {
    Files.writeString(Describer.answersFile(out), "{\"model\":\"talk");
    new Describer(NumberedModel.talkative(), FAST).describe(List.of("fern"), out);
    assertEquals(51, read().get("fern").size());
  }

  @Test
  void anInterruptEndsARunAndKeepsItsAnswers() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    NumberedModel model =
        new NumberedModel(
            "slow",
            (question, number) -> {
              if (asked.incrementAndGet() >= 10) {
                slow.countDown();
                try {
                  Thread.sleep(30_000);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return question + number;
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread run =
        new Thread(
            () -> {
              try {
                new Describer(model, FAST).describe(List.of("fern"), out);
              } catch (IOException e) {
                thrown.set(e);
              }
            });
    run.start();
    slow.await();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.readAllLines(Describer.answersFile(out)).size() < 10
        && System.nanoTime() < deadline) {
      Thread.sleep(10); // the nine answers before the slow ones are on their way to the file
    }
    assertThrows(
        FileSystemException.class,
        () -> new Describer(model, FAST).describe(List.of("fern"), out),
        "another run");
    run.interrupt();
    run.join(20_000);
    assertFalse(run.isAlive());
    assertEquals(InterruptedIOException.class, thrown.get().getClass());
    assertEquals(List.of("descriptions.json.answers"), files());
    assertEquals(10, Files.readAllLines(Describer.answersFile(out)).size());
  }

  @Test
  void wrongNamesAreRefused() {
    Describer describer = new Describer(NumberedModel.talkative(), FAST);
    for (List<String> names :
        List.of(List.<String>of(), List.of("fern", " "), List.of("fern", "FERN "))) {
      assertThrows(
          IllegalArgumentException.class, () -> describer.describe(names, out), names::toString);
    }
    assertThrows(IllegalArgumentException.class, () -> FAST.withAnswers(0));
    assertThrows(IllegalArgumentException.class, () -> FAST.withParallelRequests(257));
    assertThrows(IllegalArgumentException.class, () -> FAST.withRetries(-1, Duration.ZERO));
    assertFalse(Files.exists(out));
  }
}
