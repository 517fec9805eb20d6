package io.github.ram4j.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Command of a document, with the output that the document shows.
 *
 * @param line the command, continuations joined
 * @param output the lines shown below it; empty where none are
 */
record Command(String line, List<String> output) {
  /** A line of output, or its rest, that is left out. */
  private static final String ELISION = "…";

  private static final Pattern PROGRAM =
      Pattern.compile(
          "(\\w+='[^']*' +)?(\\$ )?(\\./ram|mvn|java|npm|mkdir|echo|head|PYTHONPATH=\\S+)\\b.*");

  /**
   * Commands of a block: of a session, where they begin with "$ " and output is below them; or of a
   * list of commands, a line each.
   */
  static List<Command> of(Markdown.Block block) {
    boolean shell = block.language().equals("sh");
    boolean session =
        block.language().isEmpty() && block.lines().stream().anyMatch(l -> l.startsWith("$ "));
    if (!shell && !session) {
      return List.of();
    }
    List<Command> commands = new ArrayList<>();
    String begun = null;
    for (String line : block.lines()) {
      if (begun != null) {
        begun = begun.substring(0, begun.length() - 1) + line.strip();
      } else if (shell && !line.isBlank() && !line.startsWith("#")) {
        begun = line;
      } else if (session && line.startsWith("$ ")) {
        begun = line.substring(2);
      } else if (session) {
        commands.get(commands.size() - 1).output().add(line);
      }
      if (begun != null && !begun.endsWith("\\")) {
        commands.add(new Command(begun, new ArrayList<>()));
        begun = null;
      }
    }
    return commands;
  }

  /** Whether a block without a language begins with a program, and so lacks its mark. */
  static boolean isUnmarked(Markdown.Block block) {
    return block.language().isEmpty()
        && !block.lines().isEmpty()
        && !block.lines().get(0).startsWith("$ ")
        && PROGRAM.matcher(block.lines().get(0)).matches();
  }

  boolean showsOutput() {
    return output.stream().anyMatch(line -> !line.isBlank());
  }

  /** Whether the shown output says that the program failed. */
  boolean showsFailure() {
    return output.stream().anyMatch(line -> line.startsWith("ram: "));
  }

  /** The shown output as a pattern of the real one. */
  Pattern expected() {
    StringBuilder pattern = new StringBuilder();
    List<String> lines = new ArrayList<>(output);
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
      lines.remove(lines.size() - 1);
    }
    for (String line : lines) {
      if (line.equals(ELISION)) {
        pattern.append("(?:.*\n)*?");
      } else {
        for (String part : line.split("(?=" + ELISION + ")|(?<=" + ELISION + ")", -1)) {
          pattern.append(part.equals(ELISION) ? ".*" : Pattern.quote(part));
        }
        pattern.append("\\s*\n");
      }
    }
    return Pattern.compile(pattern + "\\s*");
  }
}
