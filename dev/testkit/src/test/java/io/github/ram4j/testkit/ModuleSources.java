package io.github.ram4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sources of one Maven module: its packages and the arrows between them, its dependencies on other
 * modules.
 *
 * @param name the artifact's name without a version, for example {@code ram-core}
 * @param folder of the module
 */
record ModuleSources(String name, Path folder) {
  private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

  /** Parts of a pom that name artifacts which the module is not and does not depend on. */
  private static final Pattern OTHERS =
      Pattern.compile("<(parent|exclusions|dependencyManagement|build)>.*?</\\1>", Pattern.DOTALL);

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("\\b(io\\.github\\.ram4j(?:\\.[a-z]\\w*)*)\\.[A-Z]");

  /** Texts and comments, which may name any package. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'"
              + "|/\\*[\\s\\S]*?\\*/|//[^\\n]*");

  /** The modules that the parent's pom names. */
  static List<ModuleSources> all(Path root) throws IOException {
    List<ModuleSources> modules = new ArrayList<>();
    for (String folder : found(MODULE, Files.readString(root.resolve("pom.xml")))) {
      Path path = root.resolve(folder);
      modules.add(new ModuleSources(found(ARTIFACT, pom(path)).get(0), path));
    }
    return modules;
  }

  private static String pom(Path folder) throws IOException {
    return OTHERS.matcher(Files.readString(folder.resolve("pom.xml"))).replaceAll("");
  }

  /** This project's modules that the main code needs, to compile or to run. */
  Set<String> dependencies() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String dependency : found(DEPENDENCY, pom(folder))) {
      String name = found(ARTIFACT, dependency).get(0);
      if (name.startsWith("ram-") && !dependency.contains("<scope>test</scope>")) {
        names.add(name);
      }
    }
    return names;
  }

  /** Each package of the main code with those packages of the module that it uses. */
  Map<String, Set<String>> packages() throws IOException {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (Path file : javaFiles()) {
      String code = code(Files.readString(file));
      for (String name : found(PACKAGE, code)) {
        uses.computeIfAbsent(name, key -> new TreeSet<>()).addAll(found(TYPE, code));
      }
    }
    uses.forEach((name, used) -> used.removeIf(it -> it.equals(name) || !uses.containsKey(it)));
    return uses;
  }

  private List<Path> javaFiles() throws IOException {
    Path sources = folder.resolve("src/main/java");
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** A source without comments and texts. */
  static String code(String source) {
    return NO_CODE.matcher(source).replaceAll(match -> match.group().startsWith("/") ? " " : "0");
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
