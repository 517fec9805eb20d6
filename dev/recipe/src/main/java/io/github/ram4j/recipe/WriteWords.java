package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.scene.SentenceWords;
import io.github.ram4j.text.WordList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the word list of the sentences, {@code vocab.txt} of clipart-tag2text.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.WriteWords --out vocab.txt
 * </pre>
 */
@Command(
    name = "WriteWords",
    description = "Writes the words of all sentences, one a line.",
    mixinStandardHelpOptions = true)
public final class WriteWords implements Callable<Integer> {
  @Option(names = "--out", required = true, description = "The file.")
  private Path out;

  WriteWords() {}

  /**
   * Writes.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new WriteWords(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    WordList words =
        SentenceWords.of(IconClasses.ofTag2Text().stream().map(IconClass::name).toList());
    Files.write(out, words.toBytes());
    System.out.printf("%d words in %s%n", words.size(), out);
    return 0;
  }
}
