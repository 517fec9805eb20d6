package consumer;

import static java.util.stream.Collectors.toCollection;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * What an application does with ram4j, and whether it got the jars it should.
 *
 * <p>Arguments: an image, the tag it shall get, and the artifacts that shall be there, and no
 * others, each by its name and its classifier if it has one, such as {@code opencv:linux-x86_64},
 * in one argument with white space between them.
 */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) throws IOException {
    recognize(Path.of(args[0]), args[1]);
    checkArtifacts(new TreeSet<>(List.of(args[2].strip().split("\\s+"))));
  }

  private static void recognize(Path image, String tag) throws IOException {
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      List<Recognition> recognitions =
          List.of(
              recognizer.recognize(image),
              recognizer.recognize(Files.readAllBytes(image)),
              recognizer.recognize(ImageIO.read(image.toFile())));
      System.out.println(image.getFileName() + ": " + recognitions);
      for (Recognition recognition : recognitions) {
        expect("tags of " + image, tag, recognition.english());
      }
    }
  }

  private static void checkArtifacts(Set<String> expected) throws IOException {
    List<Path> jars = jars();
    Set<String> found = jars.stream().map(Consumer::artifact).collect(toCollection(TreeSet::new));
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    System.out.printf("%d jars, %,d bytes: %s%n", jars.size(), bytes, found);
    expect("artifacts", expected, found);
  }

  /** The jars of the class path and of the module path; folders are the application's own. */
  private static List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    for (String property : List.of("java.class.path", "jdk.module.path")) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator)) {
        if (entry.endsWith(".jar")) {
          jars.add(Path.of(entry));
        }
      }
    }
    return jars;
  }

  /** A local repository keeps a jar as ARTIFACT/VERSION/ARTIFACT-VERSION[-CLASSIFIER].jar. */
  private static String artifact(Path jar) {
    String version = jar.getParent().getFileName().toString();
    String artifact = jar.getParent().getParent().getFileName().toString();
    String rest = jar.getFileName().toString().substring((artifact + "-" + version).length());
    return artifact + rest.replaceFirst("^-", ":").replaceFirst("\\.jar$", "");
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
