package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.ram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram evaluate} with models and images. */
class EvaluateTest {
  private static final String TRUTH =
      """
      house.png,house
      strawberry.png,strawberry
      sub/guitar.png,guitar,zeppelin
      sub/owl.png,owl
      """;

  @TempDir Path folder;
  private Path truth;

  /** An owl that is a frog. */
  @BeforeEach
  void images() throws IOException {
    truth = Files.writeString(folder.resolve("truth.txt"), TRUTH);
    Files.createDirectory(folder.resolve("sub"));
    for (String name : List.of("house.png", "strawberry.png")) {
      Files.copy(Programs.sample(name), folder.resolve(name));
    }
    Files.copy(Programs.sample("guitar.png"), folder.resolve("sub/guitar.png"));
    Files.copy(Programs.sample("frog.png"), folder.resolve("sub/owl.png"));
  }

  private Ran evaluate(Object... arguments) {
    return ram(Programs.joined(new Object[] {"evaluate", "--truth", truth}, arguments));
  }

  private static List<String> row(Ran ran, String model) {
    return ran.outLines().stream()
        .filter(line -> line.startsWith("  " + model + "  "))
        .map(line -> List.of(line.strip().split(" {2,}", -1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(ran.out() + ran.err()));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void aModelIsEvaluatedWithItsOwnTagsAndThresholds() {
    Ran ran = evaluate("clipart", "--tags", "house,strawberry,guitar,owl");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("4 images", ran.outLines().get(0));
    List<String> row = row(ran, "clipart");
    assertEquals(List.of("4", "4"), row.subList(1, 3));
    // Three are right; the owl's image shows no owl, and nothing else of the four.
    assertEquals("0.7500", row.get(5), "CP: " + ran.out());
    assertEquals("0.7500", row.get(6), "CR: " + ran.out());
    assertEquals("1.0000", row.get(8), "OP: " + ran.out());
    assertEquals("0.7500", row.get(9), "OR: " + ran.out());
    assertTrue(
        ran.out().contains("clipart: 1 tag of the truth is not its own, left out: zeppelin (1)"),
        ran.out());
  }

  @Test
  void unknownTagsMayCountAsMisses() {
    List<String> row =
        row(
            evaluate("clipart", "--tags", "house,strawberry,guitar,owl", "--count-unknown"),
            "clipart");
    assertEquals("5", row.get(1));
    assertEquals("0.6000", row.get(6));
  }

  @Test
  void thresholdsOfAFileHoldForEveryTagOfIt() throws IOException {
    Path never = folder.resolve("never.tsv");
    Files.writeString(never, "id\ten\tthreshold\n" + idOf("house") + "\thouse\t1\n");
    Ran ran = evaluate("clipart", "--tags", "house,strawberry", "--thresholds", never);
    assertEquals("0.5000", row(ran, "clipart").get(6), ran.out());
    Ran both = evaluate("clipart", "--thresholds", never, "--threshold", "0.5");
    assertEquals(2, both.exit());
    assertEquals(
        "ram: --threshold and --thresholds: expected one of the two, found both\n", both.err());
  }

  private int idOf(String tag) throws IOException {
    return TagVocabulary.read(calibrated()).require(tag).get(0).id();
  }

  private Path calibrated() {
    Path list = folder.resolve("calibrated.tsv");
    Ran ran =
        evaluate(
            "clipart",
            "--tags",
            "house,owl,guitar",
            "--calibrate",
            "precision=1",
            "--calibrated",
            list,
            "--replace",
            "--min-positives",
            1);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        "thresholds for precision=1.0: 2 tags by their own scores, 0 by those of all tags,"
            + " 1 never hold: "
            + list,
        ran.outLines().get(0));
    assertEquals("1.0000", row(ran, "clipart, calibrated").get(8));
    return list;
  }

  @Test
  void calibratedThresholdsAreAListThatRecognizeTakes() throws IOException {
    Path list = calibrated();
    TagVocabulary tags = TagVocabulary.read(list);
    assertTrue(tags.size() > 3, "the tags that were not chosen are there, too");
    assertEquals(1, tags.threshold(tags.indexOfId(idOf("owl")).orElseThrow()));
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--thresholds",
            list,
            "--json",
            "--tags",
            "house,guitar",
            folder.resolve("house.png"));
    assertEquals(0, ran.exit(), ran.err());
    JsonNode found = ran.json().get(0).get("tags").get(0);
    assertEquals("house", found.get("en").asText());
    assertEquals(
        tags.threshold(tags.indexOfId(idOf("house")).orElseThrow()),
        found.get("threshold").floatValue());
  }

  @Test
  void modelsOfDifferentTagsAreComparedByThoseTheyShare() throws IOException {
    Path tiny = tinyBundle();
    Path json = folder.resolve("all.json");
    Ran ran = evaluate("clipart", tiny, "--json", json);
    assertEquals(0, ran.exit(), ran.err());
    JsonNode rows = json(json).get("rows");
    assertEquals(
        List.of("clipart shared", "tiny.bundle shared", "clipart own", "tiny.bundle own"),
        rows.valueStream()
            .map(row -> row.get("model").asText() + " " + row.get("basis").asText())
            .toList());
    assertEquals(rows.get(0).get("tags"), rows.get(1).get("tags"));
    assertEquals(5, rows.get(3).get("tags").asInt());
    assertTrue(ran.out().contains(rows.get(0).get("tags") + " shared"), ran.out());
    assertTrue(rows.get(0).get("images_per_second").asDouble() > 0);
    assertTrue(ran.out().contains("tiny.bundle: 4 tags of the truth are not its own"), ran.out());
  }

  private Path tinyBundle() throws IOException {
    Path tiny = folder.resolve("tiny.bundle");
    Ran converted =
        ram(
            "convert",
            Programs.tinyCheckpoint(folder),
            "--out",
            tiny,
            "--tags-file",
            Programs.tinyTags(folder),
            "--image-size",
            Programs.TINY_SIZE);
    assertEquals(0, converted.exit(), converted.err());
    return tiny;
  }

  /** Number 1 is another tag in each list. */
  @Test
  void numbersThatMeanOtherTagsInEachModelAreRefused() throws IOException {
    Path tiny = tinyBundle();
    TagVocabulary shipped = ClipartModels.ram().vocabulary();
    String first = TagVocabulary.read(tiny.resolve("tags.tsv")).tag(1).english();
    String expected =
        "expected names, as the lists number their tags differently: 1 is \"%s\" in the tags of bundle "
                .formatted(shipped.tag(1).english())
            + "clipart-ram"
            + " and \"%s\" in the tags of bundle %s%n".formatted(first, tiny);
    Ran chosen = evaluate("clipart", tiny, "--tags", "1");
    assertEquals(2, chosen.exit());
    assertTrue(chosen.err().endsWith("\nram: --tags: " + expected), chosen.err());
    assertFalse(chosen.err().contains("recognizing with tiny"), "refused before it costs time");
    Files.writeString(truth, "house.png,1\n");
    Ran shown = evaluate("clipart", tiny);
    assertEquals(2, shown.exit());
    assertTrue(shown.err().endsWith("\nram: truth " + truth + ": " + expected), shown.err());
    Ran alone = evaluate("clipart");
    assertEquals(0, alone.exit(), alone.err());
    assertTrue(
        alone
            .err()
            .endsWith(
                "assumed: numbers of the truth are ids of the tags of bundle %s%n"
                    .formatted("clipart-ram")),
        alone.err());
  }

  @Test
  void aTagListThatNoModelUsesIsRefused() throws IOException {
    Path tiny = tinyBundle();
    Path list = Programs.tinyTags(folder);
    Ran ran = evaluate(tiny, "--tags-file", list);
    assertEquals(2, ran.exit());
    assertEquals(
        "ram: --tags-file: expected with an exported ONNX file or a checkpoint, found with [%s]; a bundle has its own list%n"
            .formatted(tiny),
        ran.err());
    Ran shipped = ram("recognize", "--tags-file", list, folder.resolve("house.png"));
    assertEquals(2, shipped.exit());
    assertTrue(shipped.err().contains("found with the model that ships"), shipped.err());
    Ran caption = ram("caption", "--tags-file", list, folder.resolve("house.png"));
    assertEquals(2, caption.exit());
    assertTrue(caption.err().contains("found with the model that ships"), caption.err());
  }

  /** Ids of the thresholds' list are other tags of the model's. */
  @Test
  void thresholdsOfAListHoldForTheTagsOfItsNames() throws IOException {
    TagVocabulary shipped = ClipartModels.ram().vocabulary();
    Path list = folder.resolve("own.tsv");
    Files.writeString(list, "id\ten\tthreshold\n0\thouse\t1\n1\tstrawberry\t0\n");
    assertFalse(shipped.tag(0).english().equals("house"));
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--json",
            "--tags",
            "house,strawberry",
            "--thresholds",
            list,
            folder.resolve("house.png"));
    assertEquals(0, ran.exit(), ran.err());
    JsonNode tags = ran.json().get(0).get("tags");
    assertEquals(List.of("strawberry"), tags.valueStream().map(t -> t.get("en").asText()).toList());
    Files.writeString(list, "id\ten\tthreshold\n0\thouse\t1\n1\tglorp\t0\n");
    Ran foreign =
        ram("recognize", "--model", "clipart", "--thresholds", list, folder.resolve("house.png"));
    assertEquals(1, foreign.exit());
    assertTrue(foreign.err().contains("found \"glorp\", which that list lacks"), foreign.err());
  }

  @Test
  void everyFormatIsWrittenWhole() throws IOException {
    Path html = folder.resolve("r.html");
    Path json = folder.resolve("r.json");
    Path csv = folder.resolve("r.csv");
    Ran ran =
        evaluate(
            "clipart",
            "--tags",
            "house,owl",
            "--under",
            "sub/",
            "--html",
            html,
            "--json",
            json,
            "--csv",
            csv);
    assertEquals(0, ran.exit(), ran.err());
    String page = Files.readString(html);
    assertTrue(page.startsWith("<!DOCTYPE html>") && page.endsWith("</html>\n"), page);
    assertTrue(page.contains("sub/owl.png"), page);
    assertTrue(page.contains("data:image/jpeg;base64,"), page);
    assertEquals(2, json(json).get("pictures").asInt());
    JsonNode row = json(json).get("rows").get(0);
    assertEquals(1, row.get("tags_unknown").get("zeppelin").asInt());
    List<String> lines = Files.readAllLines(csv);
    assertEquals(
        "model,basis,tag,threshold,positives,AP,precision,recall,F1,TP,FP,FN", lines.get(0));
    assertEquals(3, lines.size());
    String[] owl = lines.get(2).split(",", -1);
    assertEquals(List.of("clipart", "own", "owl"), Arrays.asList(owl).subList(0, 3));
    assertEquals(row.get("per_tag").get(1).get("AP").asText(), owl[5]);
    assertEquals("1", owl[11]);
    assertFalse(names(folder).toString().contains("partial"));
  }

  @Test
  void anImageThatCannotBeReadIsNamedOrLeftOut() throws IOException {
    Files.writeString(folder.resolve("house.png"), "no image");
    Files.delete(folder.resolve("strawberry.png"));
    Ran refused = evaluate("clipart");
    assertEquals(1, refused.exit());
    assertTrue(
        refused.err().contains("house.png") || refused.err().contains("strawberry.png"),
        refused.err());
    assertEquals("", refused.out());
    Path json = folder.resolve("r.json");
    Ran skipped = evaluate("clipart", "--skip-unreadable", "--json", json);
    assertEquals(0, skipped.exit(), skipped.err());
    assertEquals("2 images, 2 left out", skipped.outLines().get(0));
    assertEquals(2, skipped.err().lines().filter(line -> line.startsWith("left out: ")).count());
    assertEquals(2, json(json).get("skipped").asInt());
    Ran none = evaluate("clipart", "--skip-unreadable", "--under", "house");
    assertEquals(1, none.exit());
    assertTrue(
        none.err()
            .endsWith("ram: images: expected at least one of 1 that can be read, found none\n"),
        none.err());
  }

  @Test
  void whatIsNotThereIsSaid() {
    Ran under = evaluate("clipart", "--under", "elsewhere/");
    assertEquals(2, under.exit());
    assertEquals(
        "ram: --under: expected images of the truth whose names begin with elsewhere/, found"
            + " none, the first is house.png\n",
        under.err());
    Ran model = evaluate(folder.resolve("none.bundle"));
    assertEquals(1, model.exit());
    assertTrue(model.err().contains("expected a bundle, a checkpoint or an ONNX file"));
    Ran file = evaluate("clipart", "--json", folder.resolve("no/r.json"));
    assertEquals(1, file.exit());
    assertTrue(file.err().contains("expected a name in a folder that exists"));
  }
}
