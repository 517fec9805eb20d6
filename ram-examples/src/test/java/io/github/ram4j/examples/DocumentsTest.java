package io.github.ram4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * README and docs as a reader follows them: Java compiles, commands run and print what is shown,
 * links lead somewhere. The rules for whoever writes documents are in this module's README.
 */
class DocumentsTest {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("ram.repository", "..")).toAbsolutePath().normalize();
  private static final int README_LINES = 120;
  private static final Pattern MEASURING_PROGRAM =
      Pattern.compile("io\\.github\\.ram4j\\.(benchmarks|recipe)\\.(\\w+)");
  private static final Pattern MODULES = Pattern.compile("-pl '?!?([\\w/,-]+)'?");

  /** Jars and copies of the clone; not a TempDir, which warns of each link that it deletes. */
  private static Path work;

  private static List<Markdown> documents;

  @BeforeAll
  static void readDocuments() throws IOException {
    work = Files.createTempDirectory("ram4j-documents");
    documents = new ArrayList<>();
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
            String name = folder.getFileName().toString();
            boolean skipped =
                name.equals("target") || (name.startsWith(".") && !folder.equals(REPOSITORY));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            if (file.toString().endsWith(".md")) {
              documents.add(Markdown.read(REPOSITORY, REPOSITORY.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    documents.sort((one, other) -> one.file().compareTo(other.file()));
    assertTrue(documents.size() > 30, documents.size() + " documents");
  }

  @AfterAll
  static void deleteWork() throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void readmeIsShort() {
    Markdown readme = document("README.md");
    assertTrue(
        readme.text().size() <= README_LINES, "README.md has " + readme.text().size() + " lines");
  }

  /** The commands that this project's CI and its visitors begin with. */
  @Test
  void readmeHasTheMainJobAndTheTests() {
    List<String> commands = commands(document("README.md")).stream().map(Command::line).toList();
    assertTrue(
        commands.contains("./ram recognize ram-examples/samples/photos/*.jpg"),
        commands.toString());
    assertTrue(commands.contains("mvn -B verify"), commands.toString());
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int checked = 0;
    for (Markdown document : documents) {
      for (String link : document.links()) {
        if (!link.matches("\\w+:.*")) {
          checked++;
          problem(document, link)
              .ifPresent(why -> broken.add(document.file() + ": " + link + ": " + why));
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(checked > 100, checked + " links");
  }

  private static Optional<String> problem(Markdown document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty()
            ? document.file()
            : Path.of("/")
                .resolve(document.file())
                .resolveSibling(URI.create(parts[0]).getPath())
                .normalize();
    Path file = target.isAbsolute() ? Path.of("/").relativize(target) : target;
    if (!Files.exists(REPOSITORY.resolve(file))) {
      return Optional.of("nothing there");
    }
    if (parts.length == 1) {
      return Optional.empty();
    }
    return Markdown.read(REPOSITORY, file).anchors().contains(parts[1])
        ? Optional.empty()
        : Optional.of("no such heading");
  }

  @TestFactory
  Stream<DynamicTest> javaCompiles() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Markdown document : documents) {
      for (Markdown.Block block : document.blocks()) {
        if (block.language().equals("java") && block.source().isEmpty()) {
          tests.add(
              DynamicTest.dynamicTest(
                  document.file() + ":" + block.line(),
                  () -> assertEquals("", Snippets.compile(REPOSITORY, block, work))));
        }
      }
    }
    assertTrue(tests.size() >= 5, tests.size() + " blocks of Java");
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> shownSourceIsTheSource() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Markdown document : documents) {
      for (Markdown.Block block : document.blocks()) {
        if (!block.source().isEmpty()) {
          tests.add(
              DynamicTest.dynamicTest(
                  document.file() + ":" + block.line(),
                  () ->
                      assertEquals(
                          String.join("\n", region(block.source())),
                          String.join("\n", block.lines()))));
        }
      }
    }
    assertTrue(tests.size() >= 4, tests.size() + " blocks from sources");
    return tests.stream();
  }

  /** Lines of a file between "tag::NAME[]" and "end::NAME[]", moved to the left. */
  private static List<String> region(String source) throws IOException {
    String[] fileAndTag = source.split(" ", 2);
    List<String> lines = Files.readAllLines(REPOSITORY.resolve(fileAndTag[0]));
    int from = indexOf(lines, "// tag::" + fileAndTag[1] + "[]", source) + 1;
    List<String> region =
        lines.subList(from, indexOf(lines, "// end::" + fileAndTag[1] + "[]", source));
    return String.join("\n", region).stripIndent().lines().toList();
  }

  private static int indexOf(List<String> lines, String mark, String source) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(mark)) {
        return i;
      }
    }
    throw new AssertionError(source + ": expected the line " + mark + ", found none");
  }

  @Test
  void commandsAreMarkedAsCommands() {
    for (Markdown document : documents) {
      for (Markdown.Block block : document.blocks()) {
        assertTrue(
            !Command.isUnmarked(block),
            document.file()
                + ":"
                + block.line()
                + ": expected ```sh, or \"$ \" before the command");
      }
    }
  }

  /** Classes and modules that commands name are there, of commands that are not run, too. */
  @Test
  void programsAndModulesThatCommandsNameAreThere() {
    for (Markdown document : documents) {
      for (Command command : commands(document)) {
        Matcher program = MEASURING_PROGRAM.matcher(command.line());
        while (program.find()) {
          String source =
              "dev/%1$s/src/main/java/io/github/ram4j/%1$s/%2$s.java"
                  .formatted(program.group(1), program.group(2));
          assertTrue(
              Files.exists(REPOSITORY.resolve(source)), document.file() + ": " + command.line());
        }
        Matcher modules = MODULES.matcher(command.line());
        while (modules.find()) {
          for (String module : modules.group(1).split(",", -1)) {
            assertTrue(
                Files.exists(REPOSITORY.resolve(module).resolve("pom.xml")),
                document.file() + ": " + command.line());
          }
        }
      }
    }
  }

  /** The commands of a document one after the other in one copy, as a reader gives them. */
  @TestFactory
  @DisabledOnOs(OS.WINDOWS)
  Stream<DynamicTest> commandsDoWhatIsShown() throws IOException {
    NotRun notRun = NotRun.read();
    List<DynamicTest> tests = new ArrayList<>();
    for (Markdown document : documents) {
      List<Command> commands = commands(document);
      if (!commands.isEmpty()) {
        tests.add(
            DynamicTest.dynamicTest(
                document.file().toString(), () -> run(document, commands, notRun)));
      }
    }
    tests.add(
        DynamicTest.dynamicTest(
            "every entry of not-run.tsv is needed",
            () -> assertEquals("[]", notRun.unused().toString())));
    return tests.stream();
  }

  /** A command that runs until it is stopped; the tests of ram-cli-server give it its options. */
  private static final String ENDLESS = "./ram serve";

  private static void run(Markdown document, List<Command> commands, NotRun notRun)
      throws Exception {
    Path home = work.resolve(document.file().toString().replace('/', '_'));
    Checkout checkout =
        Checkout.make(REPOSITORY, work.resolve("programs"), Files.createDirectories(home));
    for (Command command : commands) {
      Optional<String> reason = notRun.reason(command.line());
      if (reason.isEmpty()) {
        requireAsShown(command, checkout.run(command.line()));
      } else if (command.line().startsWith("./ram ") && !command.line().startsWith(ENDLESS)) {
        // Its files are not here, but its options are: 2 is the status of a wrong command line.
        Checkout.Ran ran = checkout.run(command.line());
        assertNotEquals(2, ran.exit(), command.line() + "\n" + ran.output());
      }
    }
  }

  private static void requireAsShown(Command command, Checkout.Ran ran) {
    String what = command.line() + "\n" + ran.output();
    if (!command.showsFailure()) {
      assertEquals(0, ran.exit(), what);
    }
    if (command.showsOutput() && !command.expected().matcher(ran.output()).matches()) {
      assertEquals(String.join("\n", command.output()), ran.output(), command.line());
    }
  }

  private static List<Command> commands(Markdown document) {
    return document.blocks().stream().flatMap(block -> Command.of(block).stream()).toList();
  }

  private static Markdown document(String file) {
    return documents.stream().filter(d -> d.file().equals(Path.of(file))).findFirst().orElseThrow();
  }
}
