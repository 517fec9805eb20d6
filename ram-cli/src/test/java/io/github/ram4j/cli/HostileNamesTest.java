package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.evaluate.run.CsvCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of tags, models and files that command terminals, spreadsheets and browsers. */
@DisabledOnOs(OS.WINDOWS)
class HostileNamesTest {
  private static final String CLEAR = "\u001b[2J";
  private static final String TURNED = "\u202e";
  private static final String SCRIPT = "<script>alert(1)</script>";

  @TempDir Path folder;

  private Path bundle;

  @BeforeEach
  void convert() throws IOException {
    bundle = folder.resolve("bundle" + CLEAR);
    Path tags =
        Files.writeString(
            folder.resolve("hostile.tsv"),
            "id\ten\tzh\tthreshold\n0\tcat%s\t猫%s\t0\n1\tdog%s\t狗\t0\n"
                    .formatted(CLEAR, TURNED, SCRIPT)
                + "2\t=1+1\t\t0\n3\tf\t\t0\n4\tg\t\t0\n");
    Ran ran =
        ram(
            "convert",
            Programs.tinyCheckpoint(folder),
            "--image-size",
            Programs.TINY_SIZE,
            "--tags-file",
            tags,
            "--out",
            bundle);
    assertEquals(0, ran.exit(), ran.err());
    assertShown(ran);
    Path manifest = bundle.resolve("bundle.properties");
    String text = Files.readString(manifest);
    String hostile =
        text.replaceAll("(?m)^source\\.name = .*", "source.name = x\\\\u001b[2J\\\\u202e");
    assertFalse(hostile.equals(text), text);
    Files.writeString(manifest, hostile);
  }

  private static void assertShown(Ran ran) {
    for (String said : List.of(ran.out(), ran.err())) {
      assertFalse(said.contains("\u001b"), said);
      assertFalse(said.contains(TURNED), said);
    }
  }

  @Test
  void noneReachesTheTerminal() throws IOException {
    Path image = Files.copy(sample("house.png"), folder.resolve("a" + CLEAR + TURNED + ".png"));
    Ran recognized = ram("recognize", image, "--model", bundle);
    assertEquals(0, recognized.exit(), recognized.err());
    assertTrue(recognized.out().contains("cat\ufffd[2J"), recognized.out());
    assertShown(recognized);
    Ran none = ram("recognize", image, "--model", bundle, "--threshold", "1");
    assertTrue(none.out().contains("no tag holds"), none.out());
    assertShown(none);
    Ran inspected = ram("inspect", bundle);
    assertEquals(0, inspected.exit(), inspected.err());
    assertTrue(inspected.out().contains("x\ufffd[2J"), inspected.out());
    assertShown(inspected);
    assertShown(ram("recognize", folder.resolve("none" + CLEAR), "--model", bundle));
    assertShown(ram("recognize", "--bogus" + CLEAR, image));
    assertShown(ram("recognise" + CLEAR));
  }

  @Test
  void aReportOfTrainingDataIsSafeToShow() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.jsonl"),
            "{\"picture\":\"%s\"}\n".formatted(sample("house.png").toAbsolutePath()));
    Path out = folder.resolve("out.jsonl");
    Ran ran = ram("generate", bundle, in, "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertShown(ran);
    String report = Files.readString(folder.resolve("out.report.txt"));
    assertTrue(report.contains("cat\ufffd[2J"), report);
    assertFalse(report.contains("\u001b"), report);
  }

  @Test
  void aPageShowsNamesAndObeysNone() throws Exception {
    String name = SCRIPT.replace("/", "'") + "\"&" + TURNED + ".png";
    Files.copy(sample("house.png"), folder.resolve(name));
    Path truth =
        Files.writeString(
            folder.resolve("truth.jsonl"),
            "{\"picture\":\"%s\",\"tags\":[\"dog%s\",\"<img src=x>\"]}\n"
                .formatted(name.replace("\"", "\\\""), SCRIPT));
    Path page = folder.resolve("page.html");
    Path csv = folder.resolve("figures.csv");
    Ran ran = ram("evaluate", bundle, "--truth", truth, "--html", page, "--csv", csv);
    assertEquals(0, ran.exit(), ran.err());
    assertShown(ran);
    String text = Files.readString(page);
    assertFalse(text.contains("<script"), "a script");
    assertFalse(text.contains("<img src=x"), "a tag of the truth");
    assertFalse(text.contains(TURNED) || text.contains("\u001b"));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    String shown =
        factory.newDocumentBuilder().parse(page.toFile()).getDocumentElement().getTextContent();
    assertTrue(shown.contains("dog" + SCRIPT), "the name as it is");
    assertTrue(Files.readString(csv).contains(",'=1+1,"), Files.readString(csv));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1.png", "+1.png", "-1.png", "@x.png", "'=1.png", "=a,b.png"})
  void aNameIsNoFormulaAndIsFoundAgain(String name) throws IOException {
    Path image = Files.copy(sample("house.png"), folder.resolve(name));
    Path csv = folder.resolve("logits.csv");
    assertEquals(0, ram("recognize", image, "--model", bundle, "--logits", csv).exit());
    String row = Files.readString(csv);
    assertTrue(row.startsWith("'") || row.startsWith("\"'"), row);
    Path truth =
        Files.writeString(
            folder.resolve("truth.jsonl"),
            "{\"picture\":\"%s\",\"tags\":[\"=1+1\"]}\n".formatted(name));
    Path list = folder.resolve("hostile.tsv");
    Ran ran = ram("evaluate", "--scores", csv, "--tags-file", list, "--truth", truth);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(0, ram("recognize", image, "--model", bundle, "--logits", csv).exit());
  }

  @Test
  void namesThatAreNoFormulasStayAsTheyAre() {
    for (String name : List.of("house.png", "'quoted'.png", "1=1.png", "a'b")) {
      assertEquals(name, CsvCell.of(name));
    }
    assertEquals("\"a,b\"\"c\"", CsvCell.of("a,b\"c"));
  }
}
