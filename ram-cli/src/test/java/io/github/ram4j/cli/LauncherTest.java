package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a JDK that only notes what it is asked for. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      echo "$*" >>"$(dirname "$0")/asked"
      for option in "$@"; do
        case $option in
          -XX:ArchiveClassesAtExit=*)
            echo half >"${option#*=}"
            [ ! -f "$(dirname "$0")/fails" ] || exit 1
            ;;
          fail) exit 3 ;;
        esac
      done
      """;
  private static final String JAR =
      """
      #!/usr/bin/env bash
      mkdir -p "$3"
      echo library >"$3/libonnxruntime.so"
      touch -t 202001010000 "$3"
      """;

  @TempDir Path home;
  private Path bin;
  private Path target;
  private Path jar;

  @BeforeEach
  void build() throws IOException {
    Files.copy(Path.of("../ram"), home.resolve("ram"));
    bin = Files.createDirectories(home.resolve("jdk/bin"));
    executable("java", JAVA);
    executable("jar", JAR);
    Files.createDirectories(home.resolve("tag-lists"));
    old(Files.writeString(home.resolve("pom.xml"), "x"));
    target = Files.createDirectories(home.resolve("ram-cli/target/lib")).getParent();
    for (String module : List.of("ram-cli", "ram-cli-train", "ram-onnx", "ram-train")) {
      old(Files.writeString(source(module), "x"));
      old(Files.writeString(home.resolve(module).resolve("pom.xml"), "x"));
    }
    Files.writeString(target.resolve("lib/ram-onnx-0.1.0-SNAPSHOT.jar"), "x");
    Files.writeString(target.resolve("lib/onnxruntime-1.28.0.jar"), "x");
    jar = target.resolve("ram-cli-0.1.0-SNAPSHOT.jar");
    Files.writeString(jar, "x");
    changed(jar, -1);
  }

  @Test
  void classesAreArchivedOnceForEachJar() throws Exception {
    assertEquals(0, ram("recognize", "a b.png"));
    List<String> asked = asked();
    assertEquals(2, asked.size(), asked.toString());
    assertTrue(asked.get(0).contains("-XX:ArchiveClassesAtExit="), asked.get(0));
    assertTrue(asked.get(1).contains("-XX:SharedArchiveFile=" + target), asked.get(1));
    assertTrue(asked.get(1).endsWith("-jar " + jar + " recognize a b.png"), asked.get(1));

    assertEquals(0, ram("doctor"));
    assertEquals(1, asked().size());

    changed(jar, 1);
    assertEquals(0, ram("doctor"));
    assertTrue(asked().get(0).contains("-XX:ArchiveClassesAtExit="));
    assertNothingUnfinished();
  }

  @Test
  void aJvmThatArchivesNothingIsNotAskedAgain() throws Exception {
    Path fails = Files.writeString(bin.resolve("fails"), "x");
    assertEquals(0, ram("doctor"));
    List<String> asked = asked();
    assertEquals(2, asked.size(), asked.toString());
    assertFalse(asked.get(1).contains("SharedArchiveFile"), asked.get(1));
    assertEquals(0, ram("doctor"));
    assertEquals(1, asked().size());
    Files.delete(fails);
    assertNothingUnfinished();
  }

  @Test
  void theLibraryOfOnnxRuntimeIsUnpackedOnceWhereItIsKnown() throws Exception {
    ram("doctor");
    Path natives = target.resolve("onnxruntime");
    boolean known = Files.isDirectory(natives);
    assertEquals(known, asked().get(1).contains("-Donnxruntime.native.path=" + natives));
    ram("doctor");
    assertEquals(known, asked().get(0).contains("-Donnxruntime.native.path=" + natives));

    executable("jar", "#!/usr/bin/env bash\nexit 1\n");
    changed(jar, 1);
    assertEquals(0, ram("doctor"));
    assertFalse(asked().get(1).contains("onnxruntime.native.path"));
  }

  @Test
  void trainingHasAJarOfItsOwn() throws Exception {
    Path folder = Files.createDirectories(home.resolve("ram-cli-train/target"));
    Path own = Files.writeString(folder.resolve("ram-cli-train-0.1.0-SNAPSHOT.jar"), "x");
    assertEquals(0, ram("train", "x.pth"));
    List<String> asked = asked();
    assertEquals(1, asked.size(), asked.toString());
    assertTrue(asked.get(0).endsWith("-jar " + own + " train x.pth"), asked.get(0));
    assertFalse(asked.get(0).contains("SharedArchiveFile"), asked.get(0));

    Files.delete(own);
    assertEquals(0, ram("doctor"));
    assertTrue(asked().get(1).endsWith("-jar " + jar + " doctor"));
  }

  @Test
  void aJarOfAnotherVersionRuns() throws Exception {
    Path released = target.resolve("ram-cli-9.9.9.jar");
    Files.move(jar, released);
    assertEquals(0, ram("doctor"));
    assertTrue(asked().get(1).endsWith("-jar " + released + " doctor"));
  }

  @Test
  void theNewestOfSeveralVersionsRuns() throws Exception {
    Path older = Files.writeString(target.resolve("ram-cli-9.9.9.jar"), "x");
    changed(older, -2);
    assertEquals(0, ram("doctor"));
    assertTrue(asked().get(1).endsWith("-jar " + jar + " doctor"));
  }

  @Test
  void jarsOfSourcesAndOfJavadocAreNotRun() throws Exception {
    for (String classifier : List.of("-sources", "-javadoc")) {
      Path other = target.resolve("ram-cli-0.1.0-SNAPSHOT" + classifier + ".jar");
      Files.writeString(other, "x");
      changed(other, 5);
    }
    assertEquals(0, ram("doctor"));
    assertTrue(asked().get(1).endsWith("-jar " + jar + " doctor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram-cli", "ram-onnx"})
  void aChangedModuleOfTheProgramIsBuiltAgain(String module) throws Exception {
    maven(0);
    changed(source(module), 0);
    assertTrue(said("doctor").startsWith("ram: building, once"));
    List<String> asked = asked();
    assertEquals("mvn -B -q -Dram.quick -DskipTests -pl ram-cli -am package", asked.get(0));
    assertTrue(asked.get(2).endsWith("-jar " + jar + " doctor"), asked.toString());
    assertEquals(0, ram("doctor"), "built, so nothing is said");
  }

  @Test
  void aChangedModuleThatTheProgramDoesNotUseIsNotBuilt() throws Exception {
    maven(0);
    changed(source("ram-train"), 0);
    changed(home.resolve("ram-train/pom.xml"), 0);
    assertEquals(0, ram("doctor"));
    assertTrue(asked().stream().noneMatch(line -> line.startsWith("mvn")));
  }

  @Test
  void twoLaunchersBuildOnce() throws Exception {
    assumeTrue(hasFlock(), "expected flock, which locks are taken by, found none");
    executable(
        "mvn",
        """
        #!/usr/bin/env bash
        echo "mvn" >>"$(dirname "$0")/asked"
        : >"$(dirname "$0")/building"
        while [ ! -e "$(dirname "$0")/enough" ]; do sleep 0.05; done
        echo x >'%s'
        """
            .formatted(jar));
    Files.delete(jar);
    Process first = command("doctor").redirectErrorStream(true).start();
    while (!Files.exists(bin.resolve("building"))) {
      Thread.sleep(10);
    }
    Process second = command("doctor").redirectErrorStream(true).start();
    byte[] waiting = "ram: waiting for another build\n".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(waiting, second.getInputStream().readNBytes(waiting.length));
    Files.writeString(bin.resolve("enough"), "x");
    assertEquals("", output(second));
    assertTrue(output(first).startsWith("ram: building, once"));
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(1, asked().stream().filter("mvn"::equals).count());
    assertNothingUnfinished();
  }

  @Test
  void whatKilledLaunchersLeftIsRemoved() throws Exception {
    assumeTrue(hasFlock(), "expected flock, which locks are taken by, found none");
    Files.writeString(
        Files.createDirectories(target.resolve("unfinished.abc123/old")).resolve("x"), "x");
    assertEquals(0, ram("doctor"));
    assertNothingUnfinished();
  }

  private static boolean hasFlock() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "flock")));
  }

  @Test
  void aFailedBuildIsShownAndRunsNothing() throws Exception {
    maven(1);
    Files.delete(jar);
    assertTrue(said("doctor").endsWith("[ERROR] no such symbol\n"));
    assertEquals(1, asked().size());
  }

  @Test
  void eachJdkHasAnArchiveOfItsOwn() throws Exception {
    assertEquals(0, ram("doctor"));
    String first = archive(asked().get(1));
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"");
    assertEquals(0, ram("doctor"));
    List<String> asked = asked();
    assertEquals(2, asked.size(), asked.toString());
    String second = archive(asked.get(1));
    assertFalse(first.equals(second), first);
    Files.delete(home.resolve("jdk/release"));
    assertEquals(0, ram("doctor"));
    assertEquals(first, archive(asked().get(0)));

    changed(jar, 1);
    assertEquals(0, ram("doctor"));
    assertTrue(Files.exists(Path.of(first)));
    assertFalse(Files.exists(Path.of(second)), "of an older jar");
  }

  private static String archive(String asked) {
    Matcher option = Pattern.compile("-XX:SharedArchiveFile=(\\S+)").matcher(asked);
    assertTrue(option.find(), asked);
    return option.group(1);
  }

  @ParameterizedTest
  @CsvSource({
    "LANG,''",
    "LANG,C",
    "LC_ALL,POSIX",
    "LC_CTYPE,C",
    "LANG,en_US.UTF-8-that-is-not-installed"
  })
  void namesBeyondAsciiAreReadWhereNoLocaleIsSet(String name, String value) throws Exception {
    ProcessBuilder locales = new ProcessBuilder("locale", "charmap");
    locales.environment().put("LC_ALL", "C.UTF-8");
    Process asked = locales.redirectErrorStream(true).start();
    String charmap = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(asked.waitFor() == 0 && charmap.startsWith("UTF-8"), "no locale C.UTF-8");
    executable("java", "#!/usr/bin/env bash\necho \"$LC_ALL\" >>\"$(dirname \"$0\")/asked\"\n");
    ProcessBuilder command = command("doctor").redirectErrorStream(true);
    command.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.equals("LANG"));
    command.environment().put(name, value);
    assertEquals(0, command.start().waitFor());
    assertEquals("C.UTF-8", asked().get(0));

    command.environment().put("LC_ALL", "C.utf8");
    assertEquals(0, command.start().waitFor());
    assertEquals("C.utf8", asked().get(0), "a locale of UTF-8 stays");
  }

  @Test
  void aLinkToTheLauncherRunsIt() throws Exception {
    Path linked = Files.createDirectories(home.resolve("path/of links"));
    Files.createSymbolicLink(linked.resolve("first"), home.resolve("ram"));
    Files.createSymbolicLink(linked.resolve("ram"), Path.of("first"));
    ProcessBuilder command = command("doctor").redirectErrorStream(true);
    command.command().set(1, linked.resolve("ram").toString());
    Process process = command.start();
    assertEquals("", output(process));
    assertEquals(0, process.waitFor());
    assertTrue(asked().get(1).endsWith("-jar " + jar + " doctor"));
  }

  @Test
  void aFolderWithoutJavaIsNamed() throws Exception {
    ProcessBuilder command = command("doctor").redirectErrorStream(true);
    command.environment().put("JAVA_HOME", "/nonexistent");
    Process process = command.start();
    assertEquals(
        "ram: expected a JDK 17 or later in JAVA_HOME, found no /nonexistent/bin/java\n",
        output(process));
    assertEquals(1, process.waitFor());
  }

  @Test
  void statusAndOptionsPass() throws Exception {
    assertEquals(3, ram("fail"));
    assertTrue(asked().get(1).contains("-XX:+UseSerialGC"));
    ProcessBuilder chosen = command("doctor");
    chosen.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");
    assertEquals(0, chosen.start().waitFor());
    assertFalse(asked().get(0).contains("-XX:+UseSerialGC"));
  }

  private int ram(String... arguments) throws IOException, InterruptedException {
    Process process = command(arguments).redirectErrorStream(true).start();
    assertEquals("", output(process));
    return process.waitFor();
  }

  private String said(String... arguments) throws IOException {
    return output(command(arguments).redirectErrorStream(true).start());
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private ProcessBuilder command(String... arguments) {
    ProcessBuilder command = new ProcessBuilder("bash", home.resolve("ram").toString());
    command.command().addAll(List.of(arguments));
    command.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
    command.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    command.environment().remove("JAVA_TOOL_OPTIONS");
    command.environment().remove("JDK_JAVA_OPTIONS");
    return command;
  }

  /** What the JVMs since the last time were started with. */
  private List<String> asked() throws IOException {
    Path asked = bin.resolve("asked");
    List<String> lines = Files.readAllLines(asked);
    Files.delete(asked);
    return lines;
  }

  private void assertNothingUnfinished() throws IOException {
    try (var files = Files.list(target)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("unfinished")));
    }
  }

  private void executable(String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), script);
    assertTrue(file.toFile().setExecutable(true));
  }

  /** A Maven that notes what it is asked for, and makes the jar or fails. */
  private void maven(int status) throws IOException {
    String make = status == 0 ? "echo x >'" + jar + "'" : "echo '[ERROR] no such symbol'";
    executable(
        "mvn",
        "#!/usr/bin/env bash\necho \"mvn $*\" >>\"$(dirname \"$0\")/asked\"\n%s\nexit %d\n"
            .formatted(make, status));
  }

  private Path source(String module) throws IOException {
    return Files.createDirectories(home.resolve(module).resolve("src/main")).resolve("A.java");
  }

  private static void changed(Path file, int minutesFromNow) throws IOException {
    Instant time = Instant.now().plus(Duration.ofMinutes(minutesFromNow));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }
}
