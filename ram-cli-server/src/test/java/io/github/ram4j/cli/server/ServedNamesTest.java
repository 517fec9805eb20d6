package io.github.ram4j.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.cli.StopSignal;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that no list has, of a small RAM and a small CLIP with the authors' logits. */
class ServedNamesTest {
  private static final Path PANDA =
      Path.of(
          System.getProperty("ram.repository"), "ram-examples", "samples", "photos", "panda.jpg");

  @TempDir static Path folder;

  @BeforeAll
  static void convert() throws IOException {
    convert(unpacked("clip-a/ViT-tiny.pt", "ViT-tiny.pt"), "clip");
    String window =
        GoldenFiles.json("openset/tiny-ram/expected.json.gz").at("/config/window").asText();
    convert(
        unpacked("tiny-ram/checkpoint.pth", "ram.pth"),
        "ram",
        "--tags-file",
        GoldenFiles.file("openset/tiny-ram/tags.tsv").toString(),
        "--image-size",
        "384",
        "--window",
        window);
  }

  private static void convert(Path checkpoint, String bundle, String... options) {
    String[] given = {"convert", checkpoint.toString(), "--out", folder.resolve(bundle).toString()};
    String[] all = new String[given.length + options.length];
    System.arraycopy(given, 0, all, 0, given.length);
    System.arraycopy(options, 0, all, given.length, options.length);
    StringWriter err = new StringWriter();
    int exit =
        RamServe.run(
            StopSignal.none(), new PrintWriter(new StringWriter()), new PrintWriter(err), all);
    assertEquals(0, exit, err.toString());
  }

  private static Path unpacked(String golden, String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(GoldenFiles.file("openset/" + golden + ".gz")))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static HttpResponse<String> ask(RamServer server, String query)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.uri().resolve("v1/recognize" + query))
                .POST(HttpRequest.BodyPublishers.ofFile(PANDA))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files that are open stay there")
  void aServerGoesOnWhenItsBundlesAreGone() throws Exception {
    Path ram = copied("ram", "ram-gone");
    Path clip = copied("clip", "clip-gone");
    try (Recognizer recognizer = RamModels.open(ram);
        TextEncoder encoder = RamModels.openTextEncoder(clip);
        RamServer server =
            RamServer.start(
                ServedModels.of(recognizer).withTextEncoder(encoder), ServerOptions.defaults())) {
      server.awaitReady();
      String before = ask(server, "?names=red%20panda&all=true").body();
      assertTrue(before.contains("red panda"), before);
      delete(ram);
      delete(clip);
      assertEquals(before, ask(server, "?names=red%20panda&all=true").body());
      HttpResponse<String> others = ask(server, "?names=espresso%20machine");
      assertEquals(200, others.statusCode(), others.body());
    }
  }

  private static Path copied(String bundle, String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(folder.resolve(bundle))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static void delete(Path bundle) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(bundle);
  }

  @Test
  void namesGetTheScoresOfTheLibrary() throws Exception {
    try (Recognizer recognizer = RamModels.open(folder.resolve("ram"));
        TextEncoder encoder = RamModels.openTextEncoder(folder.resolve("clip"));
        RamServer server =
            RamServer.start(
                ServedModels.of(recognizer).withTextEncoder(encoder), ServerOptions.defaults())) {
      List<String> names = List.of("red panda", "espresso machine");
      OpenVocabulary asked = OpenVocabulary.ofNames(encoder, names);
      Recognition bare =
          recognizer.withVocabulary(asked.withListed(recognizer.vocabulary())).recognize(PANDA);
      int listed = recognizer.vocabulary().size();
      for (int turn = 0; turn < 2; turn++) { // the second time without the text encoder
        String answer = ask(server, "?language=en&names=red%20panda,espresso%20machine").body();
        for (int i = 0; i < names.size(); i++) {
          TagScore score = bare.tagScore(listed + i);
          String expected =
              "{\"id\":%d,\"en\":\"%s\",\"score\":%s,\"threshold\":%s,\"open\":true}"
                  .formatted(score.tag().id(), names.get(i), score.score(), score.threshold());
          assertTrue(answer.contains(expected), answer);
        }
      }
      StringBuilder many = new StringBuilder("?names=name");
      for (int i = 0; i < 20; i++) {
        many.append(",name").append(i);
      }
      assertEquals(400, ask(server, many.toString()).statusCode());
      assertEquals(422, ask(server, "?names=" + "word%20".repeat(200)).statusCode());
    }
  }
}
