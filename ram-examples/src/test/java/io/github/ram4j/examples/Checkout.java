package io.github.ram4j.examples;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Copy of what a clone has and commands of the documents use: the launcher with the programs as
 * this build made them, samples, the shipped checkpoints and the tag lists. What commands write
 * stays in it.
 */
final class Checkout {
  private static final List<String> PARTS =
      List.of(
          "ram-examples/samples",
          "ram-examples/src",
          "ram-model-clipart/src/main/checkpoint",
          "ram-model-photo/src/main/checkpoint",
          "tag-lists");
  private static final int MINUTES = 10;

  private final Path home;

  private Checkout(Path home) {
    this.home = home;
  }

  /** Exit status, and both streams as a terminal shows them. */
  record Ran(int exit, String output) {}

  /**
   * Makes a copy.
   *
   * @param repository the clone that is built
   * @param programs a folder that all copies share: jars, and what the launcher keeps beside them
   * @param home an empty folder for the copy
   */
  static Checkout make(Path repository, Path programs, Path home) throws IOException {
    for (String part : PARTS) {
      copy(repository.resolve(part), home.resolve(part));
    }
    for (String file : List.of("ram", "pom.xml")) {
      Files.copy(repository.resolve(file), home.resolve(file));
    }
    home.resolve("ram").toFile().setExecutable(true);
    for (String[] program :
        new String[][] {
          {"cli", "io.github.ram4j.cli.Ram"},
          {"cli-train", "io.github.ram4j.cli.train.RamTrain"},
          {"cli-catalog", "io.github.ram4j.cli.catalog.RamCatalog"},
          {"cli-server", "io.github.ram4j.cli.server.RamServe"}
        }) {
      Path module = Files.createDirectories(home.resolve("ram-" + program[0]));
      Path target = programs.resolve("ram-" + program[0]);
      if (!Files.exists(target)) {
        makeProgram(target, "ram-" + program[0] + "-0.jar", program[1]);
      }
      Files.createSymbolicLink(module.resolve("target"), target);
      Files.createDirectories(module.resolve("src/main"));
      Files.writeString(module.resolve("pom.xml"), "");
    }
    // Newer than all that was copied, so that the launcher builds nothing.
    try (Stream<Path> jars =
        Files.find(programs, 2, (file, is) -> file.toString().endsWith("-0.jar"))) {
      for (Path jar : jars.toList()) {
        jar.toFile().setLastModified(System.currentTimeMillis() + 1000);
      }
    }
    return new Checkout(home);
  }

  /** A program's jar refers to the class path of this test, in a build of the whole to the jars. */
  private static void makeProgram(Path target, String name, String mainClass) throws IOException {
    Path lib = Files.createDirectories(target.resolve("lib"));
    writeJar(target.resolve(name), mainClass);
    writeJar(lib.resolve("all.jar"), mainClass);
    for (String entry : classPath()) {
      Path jar = Path.of(entry);
      if (jar.getFileName().toString().startsWith("onnxruntime")) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
  }

  private static void writeJar(Path file, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
    attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
    List<String> urls = new ArrayList<>();
    for (String entry : classPath()) {
      URI uri = Path.of(entry).toUri();
      urls.add(uri.toString());
    }
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
  }

  static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator)).filter(e -> Files.exists(Path.of(e))).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(each, copy);
        }
      }
    }
  }

  /** Runs a line of a shell in the copy. */
  Ran run(String line) throws IOException, InterruptedException {
    Path output = Files.createTempFile("ram4j-documents", ".txt");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (old, bin) -> bin + ":" + old);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(
          line + ": expected an end within " + MINUTES + " minutes, found none");
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Ran(process.exitValue(), printed);
  }
}
