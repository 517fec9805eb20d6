package io.github.ram4j.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiler of the documents' Java. A block that declares a class is compiled as it stands. Any
 * other is put into a class: a method as a member, statements as the body of a method that may
 * throw. The class imports all packages that this project's modules export, and some of the JDK; it
 * has the fields of {@link #FIELDS}, which snippets may use without declaring them.
 */
final class Snippets {
  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(public )?(final )?(class|record|interface) ");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?s)^(static |public |private )*[\\w<>\\[\\]]+ \\w+\\([^;]*?\\)[\\w ,]*\\{.*");
  private static final List<String> JDK =
      List.of(
          "java.awt.image.BufferedImage",
          "java.io.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*");
  private static final String FIELDS =
      """
      static BufferedImage image;
      static Path file;
      static List<Path> files;
      static Recognizer recognizer;
      static Captioner captioner;
      """;

  private Snippets() {}

  /** What the compiler has against a block; empty for nothing. */
  static String compile(Path repository, Markdown.Block block, Path classes) throws IOException {
    String source = wrapped(repository, String.join("\n", block.lines()));
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            String.join(java.io.File.pathSeparator, Checkout.classPath()));
    boolean compiled =
        compiler.getTask(null, null, found, options, null, List.of(file(source))).call();
    return compiled
        ? ""
        : found.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(d -> d.getMessage(null))
            .collect(Collectors.joining("\n", "", "\n" + source));
  }

  private static String wrapped(Path repository, String code) throws IOException {
    if (TYPE.matcher(code).find()) {
      return code;
    }
    StringBuilder source = new StringBuilder();
    for (String imported : imports(repository)) {
      source.append("import ").append(imported).append(";\n");
    }
    String body =
        METHOD.matcher(code).matches()
            ? code
            : "static void snippet() throws Exception {\n" + code + "\n}";
    return source + "class Snippet {\n" + FIELDS + body + "\n}\n";
  }

  private static List<String> imports(Path repository) throws IOException {
    List<String> imports = new ArrayList<>(JDK);
    try (Stream<Path> modules = Files.list(repository)) {
      for (Path module : modules.sorted().toList()) {
        Path info = module.resolve("src/main/java/module-info.java");
        if (module.getFileName().toString().startsWith("ram-") && Files.exists(info)) {
          Matcher export = EXPORT.matcher(Files.readString(info));
          while (export.find()) {
            imports.add(export.group(1) + ".*");
          }
        }
      }
    }
    return imports;
  }

  private static JavaFileObject file(String source) {
    Matcher name =
        Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)")
            .matcher(source);
    String type = name.find() ? name.group(1) : "Snippet";
    return new SimpleJavaFileObject(
        URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
