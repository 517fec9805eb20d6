package io.github.ram4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reading of documents that {@link DocumentsTest} relies on. */
class MarkdownTest {
  private static final String SESSION =
      """
      # A `title`, and more

      <!-- from Some.java part -->
      ```java
      int x;
      ```

      ```
      $ ./ram one \\
          --two
      first
      …
      last 0.9…
      $ ./ram three
      ```

      [a](b.md#c), `[no](link)`, ![image](d.png)

      ## A `title`, and more
      """;

  @TempDir Path folder;

  private Markdown read(String text) throws IOException {
    Files.writeString(folder.resolve("a.md"), text);
    return Markdown.read(folder, Path.of("a.md"));
  }

  private List<Command> session() throws IOException {
    return Command.of(read(SESSION).blocks().get(1));
  }

  @Test
  void blocksLinksAndAnchorsAreFound() throws IOException {
    Markdown document = read(SESSION);
    assertEquals(List.of("b.md#c", "d.png"), document.links());
    assertEquals(Set.of("a-title-and-more", "a-title-and-more-1"), document.anchors());
    assertEquals(
        new Markdown.Block("java", 5, List.of("int x;"), "Some.java part"),
        document.blocks().get(0));
    assertEquals("", document.blocks().get(1).source());
  }

  @Test
  void commandsHaveTheirOutputs() throws IOException {
    List<Command> commands = session();
    assertEquals(
        List.of("./ram one --two", "./ram three"), commands.stream().map(Command::line).toList());
    assertEquals(List.of("first", "…", "last 0.9…"), commands.get(0).output());
    assertFalse(commands.get(1).showsOutput());
  }

  @Test
  void whatIsLeftOutMayBeAnything() throws IOException {
    Command command = session().get(0);
    assertTrue(command.expected().matcher("first\nlast 0.91\n").matches());
    assertTrue(command.expected().matcher("first\nmore\nand more\nlast 0.9\n").matches());
  }

  @Test
  void anyOtherDifferenceShows() throws IOException {
    Command command = session().get(0);
    assertFalse(command.expected().matcher("first\nlast 0.81\n").matches());
    assertFalse(command.expected().matcher("other\nfirst\nlast 0.91\n").matches());
    assertFalse(command.expected().matcher("first\nlast 0.91\nmore\n").matches());
    assertFalse(command.expected().matcher("first\n").matches());
  }

  @Test
  void aBlockWithoutAnEndIsRefused() {
    IOException refused = assertThrows(IOException.class, () -> read("```sh\n./ram\n"));
    assertTrue(refused.getMessage().startsWith("a.md: expected the end"), refused.getMessage());
  }

  @Test
  void javaThatDoesNotCompileShows() throws IOException {
    Markdown document = read("```java\nint x = \"text\";\n```\n");
    String said = Snippets.compile(Path.of(".."), document.blocks().get(0), folder);
    assertTrue(said.contains("incompatible types"), said);
  }
}
