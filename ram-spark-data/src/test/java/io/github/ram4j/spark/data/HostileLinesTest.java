package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that people and programs get wrong: the same lines or the same error as on one machine. */
class HostileLinesTest {
  private static final int PARTITIONS = 6;

  @TempDir static Path folder;
  private static String lines;

  @BeforeAll
  static void draw() throws IOException {
    lines = Files.readString(DrawnExamples.in(folder));
  }

  private static String requireSame(byte[] bytes) throws IOException {
    return BothWays.requireSame(Files.write(folder.resolve("hostile.jsonl"), bytes), PARTITIONS);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String withLine(String line) throws IOException {
    int second = lines.indexOf('\n') + 1;
    return requireSame(utf8(lines.substring(0, second) + line + "\n" + lines.substring(second)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'image':'images/0.png','image':'images/1.png','tags':['sun']}",
        "{'image':'images/0.png','picture':'images/1.png','tags':['sun']}",
        "{'image':'images/0.png','tags':['sun'],'tags':['sky']}",
        "{'image':'images/0.png','tags':['sun'],'n':1,'n':2}",
        "{'image':'images/0.png','tags':['sun'],'score':NaN}",
        "{'tags':['sun']}",
        "{'image':null,'tags':[]}",
        "{'image':'','tags':[]}",
        "{'image':['images/0.png'],'tags':[]}",
        "{'image':'images/0.png','tags':null}",
        "{'image':'images/0.png','tags':'sun'}",
        "{'image':'images/0.png','tags':[['sun'],['sky']]}",
        "{'image':'images/0.png','tags':[1,2]}",
        "{'image':'images/0.png','tags':{'sun':1}}",
        "{'image':'images/0.png','tags':['\\ud800']}",
        "{'image':'images/0.png','tags':['sun']} {'image':'b'}",
        "{'image':'images/0.png','tags':['sun']",
        "[{'image':'images/0.png'}]",
        "null",
        "\0",
        "\uFEFF",
        "\uFEFF{'image':'images/0.png'}",
      })
  void aLineThatIsNoExample(String line) throws IOException {
    String error = withLine(line.replace('\'', '"'));
    assertTrue(error.contains("hostile.jsonl, line 2: "), error);
  }

  @Test
  void unusualExamples() throws IOException {
    List<String> unusual =
        List.of(
            "{'image':'images/0.png'}",
            "{'image':'images/0.png','tags':['sun','sun',' sun','Sun']}",
            "{'image':'images','tags':['sun']}",
            "{'image':'images/\\u0000.png','tags':['sun']}",
            "{'image':'a:b c%20#?.png','tags':['sun']}",
            "{'image':'images/0.png','tags':['sun'],'score':1e999}",
            "{'image':'images/0.png','tags':['sun'],'improbable':'mine'}",
            "{'image':'images/0.png','tags':['sun'],'a':'\u2028\u0085\\r\\n'}",
            "\r\r");
    assertEquals("", withLine(String.join("\n", unusual).replace('\'', '"')));
  }

  @Test
  void aListInAListInAList() throws IOException {
    assertEquals("", withLine(nested(40)));
    assertTrue(withLine(nested(100_000)).contains("line 2: "));
  }

  private static String nested(int depth) {
    return "{\"image\":\"images/0.png\",\"deep\":%s%s}"
        .formatted("[".repeat(depth), "]".repeat(depth));
  }

  @ParameterizedTest
  @CsvSource({
    "'\uFEFF', ''",
    "'\n\n \t\r\n', ''",
    "'\uFEFF\uFEFF', 1",
    "'\n\uFEFF', 2",
    "'\uFEFF\r\n', ''"
  })
  void marksAndBlanksBeforeTheLines(String before, String wrong) throws IOException {
    String error = requireSame(utf8(before + lines));
    assertTrue(wrong.isEmpty() ? error.isEmpty() : error.contains("line " + wrong + ": "), error);
  }

  @Test
  void otherEndsOfLines() throws IOException {
    assertEquals("", requireSame(utf8(lines.replace("\n", "\r\n"))));
    assertEquals("", requireSame(utf8(lines + "\n\n" + lines.stripTrailing())));
    assertTrue(requireSame(utf8(lines.replace("\n", "\r"))).contains("line 1: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\r\n  \n", "\uFEFF"})
  void noLines(String text) throws IOException {
    assertEquals("", requireSame(utf8(text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xED, 0xF5, 0xFF, 0x80})
  void bytesThatAreNoText(int broken) throws IOException {
    byte[] bytes = utf8(lines + lines);
    bytes[lines.indexOf("drawing") + utf8(lines).length] = (byte) broken;
    assertTrue(requireSame(bytes).endsWith("expected UTF-8 text, found other bytes"));
  }

  @Test
  void anotherEncoding() throws IOException {
    assertTrue(
        requireSame(lines.getBytes(StandardCharsets.UTF_16))
            .endsWith("line 1: expected UTF-8 text, found other bytes"));
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 100_000_000})
  void aLineThatIsTooLong(int bytes) throws IOException {
    String error = withLine("x".repeat(bytes));
    assertTrue(error.contains("line 2: expected a line of at most 1,048,576 bytes"), error);
  }

  @Test
  void theMarkIsNotPartOfTheLongestLine() throws IOException {
    String line = "{\"image\":\"images/0.png\",\"x\":\"%s\"}";
    String longest = line.formatted("x".repeat((1 << 20) - line.length() + 2));
    assertEquals("", requireSame(utf8("\uFEFF" + longest + "\n")));
    assertTrue(requireSame(utf8("\uFEFF" + longest + " \n")).contains("line 1: "));
  }
}
