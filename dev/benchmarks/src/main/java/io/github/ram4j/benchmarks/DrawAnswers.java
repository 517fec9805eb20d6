package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognizer;
import io.github.ram4j.benchmarks.sheet.ContactSheet;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws labelled images with the tags that each shipped model finds, right and wrong, on one sheet.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.DrawAnswers TRUTH NEUTRAL SHEET.jpg
 * </pre>
 */
public final class DrawAnswers {
  private DrawAnswers() {}

  /**
   * Draws.
   *
   * @param arguments the truth and the neutral tags, lines of {@code image,tag,tag…}, and the JPEG
   *     file to write
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Recognizer> models = new LinkedHashMap<>();
    ModelOptions options = ModelOptions.defaults();
    try (Recognizer photo = RamModels.open(PhotoModels.tagger(), options);
        Recognizer clipart = RamModels.open(ClipartModels.ram(), options)) {
      models.put("photo", photo);
      models.put("clip art", clipart);
      ContactSheet sheet = ContactSheet.of(Path.of(arguments[0]), Path.of(arguments[1]));
      ContactSheet.write(sheet.draw(models), Path.of(arguments[2]));
    }
  }
}
