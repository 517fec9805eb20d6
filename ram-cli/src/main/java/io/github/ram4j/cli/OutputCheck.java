package io.github.ram4j.cli;

import io.github.ram4j.files.OutputFile;
import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Check of output names before anything is computed. An output replaces an earlier one of its kind
 * or an empty file, any other file with {@code --replace} alone, and never an input. Devices, pipes
 * and streams of the process are written to and never replaced. All programs use this check.
 */
public final class OutputCheck {
  private final CommandLine line;
  private final boolean replace;
  private final List<Path> inputs;
  private final Map<Path, String> outputs = new LinkedHashMap<>();

  /**
   * Makes a check for the inputs of a program.
   *
   * @param line command line of the program
   * @param replace whether other files may be replaced, too
   * @param inputs input files; nulls are ignored
   */
  public OutputCheck(CommandLine line, boolean replace, Collection<Path> inputs) {
    this.line = line;
    this.replace = replace;
    this.inputs = inputs.stream().filter(Objects::nonNull).toList();
  }

  /**
   * Refuses a name that must not be written.
   *
   * @param option the option of the name, for the message
   * @param output the name; null for none
   * @param kind kind of the output
   * @return this
   * @throws IOException if no file can be written there
   * @throws ParameterException if the name is another output's or an input's, or a file's that is
   *     not to be replaced
   */
  public OutputCheck require(String option, Path output, OutputKind kind) throws IOException {
    requireNoDash(option, output);
    if (output == null || !OutputFile.isFile(output)) {
      return this;
    }
    PartialFile.requirePossible(output);
    requireNoInput(option, output, replace && kind.mayBeInput());
    for (Map.Entry<Path, String> other : outputs.entrySet()) {
      if (isSame(output, other.getKey()) || mayBecomeSame(output, other.getKey())) {
        throw new ParameterException(
            line,
            "%s: expected another file than %s writes, found %s"
                .formatted(option, other.getValue(), output));
      }
    }
    outputs.put(output, option);
    if (!mayReplace(output, kind)) {
      throw new ParameterException(
          line,
          "%s: expected a new name%s, found %s (--replace replaces it)"
              .formatted(
                  option,
                  kind.isRecognized() ? ", or an earlier output of the same kind" : "",
                  output));
    }
    return this;
  }

  /**
   * Refuses the name "-", with which other programs mean the standard output.
   *
   * @param option the option of the name, for the message
   * @param output the name; null for none
   * @throws ParameterException if it is "-"
   */
  public void requireNoDash(String option, Path output) {
    if (output != null && output.toString().equals("-")) {
      throw new ParameterException(
          line,
          option
              + ": expected the name of an output, found - (the standard output is /dev/stdout; a"
              + " file of that name is ./-)");
    }
  }

  /**
   * Refuses the name of an input.
   *
   * @param option the option of the name, for the message
   * @param output the name
   * @throws IOException if files cannot be compared
   * @throws ParameterException if it is an input
   */
  public void requireNoInput(String option, Path output) throws IOException {
    requireNoInput(option, output, false);
  }

  private void requireNoInput(String option, Path output, boolean allowed) throws IOException {
    for (Path input : inputs) {
      if (!allowed && isSame(output, input)) {
        throw new ParameterException(
            line,
            "%s: expected another file to write than to read, found %s".formatted(option, output));
      }
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return Files.isSameFile(one, other);
    }
    return place(one).equals(place(other));
  }

  /** Returns whether some file systems take the two names of new files for one. */
  private static boolean mayBecomeSame(Path one, Path other) throws IOException {
    return !(Files.exists(one) && Files.exists(other))
        && place(one).toString().equalsIgnoreCase(place(other).toString());
  }

  /** The real path of a file that need not exist, with the links of its folder resolved. */
  private static Path place(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    return folder != null && Files.isDirectory(folder)
        ? folder.toRealPath().resolve(absolute.getFileName())
        : absolute.normalize();
  }

  /**
   * Returns whether a file is free, empty, an earlier output, or may be replaced whatever it is.
   */
  boolean mayReplace(Path output, OutputKind kind) throws IOException {
    return replace || !Files.exists(output) || Files.size(output) == 0 || kind.isEarlier(output);
  }
}
