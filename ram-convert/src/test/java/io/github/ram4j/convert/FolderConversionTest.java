package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.GoldenWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as Hugging Face has them: weights, their list of words, and files that are not read. */
class FolderConversionTest {
  private static final String OF_FOLDER = "of the checkpoint's folder";

  @TempDir Path temporary;
  private Path folder;
  private Path bundle;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("model"));
    bundle = temporary.resolve("bundle");
    Files.writeString(folder.resolve("config.json"), "{\"architectures\": [\"Any\"]}");
  }

  private void writeDetector() throws IOException {
    FormulaGrounding.writeHuggingFace(
        folder.resolve("model.safetensors"),
        GoldenFiles.json("locate/grounding-dino-tiny.json.gz"));
  }

  private ConvertReport convert(ConvertOptions options) throws IOException {
    return Converter.convert(folder, bundle, options);
  }

  private static boolean tells(ConvertReport report, String words) {
    return report.assumed().stream().anyMatch(sentence -> sentence.contains(words));
  }

  private List<String> words() throws IOException {
    return Files.readAllLines(bundle.resolve(BundleManifest.WORDS_FILE_NAME));
  }

  /** SAM reads no words, and what lies beside it is no mistake. */
  @Test
  void aSegmenterIsSilentAboutWords() throws IOException {
    FormulaSam.tiny(1).writeHuggingFace(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    ConvertReport report = convert(ConvertOptions.defaults());
    assertEquals(SegmentationGraphs.SAM, report.manifest().family());
    assertEquals("model", report.manifest().source().get("name"));
    assertFalse(tells(report, "folder"), report.assumed().toString());
  }

  @Test
  void thePicklesOfAFolderAreReadAsTheirFileIs() throws IOException {
    Path file = GoldenFiles.file("locate/sam/checkpoint.pth");
    Files.copy(file, folder.resolve("pytorch_model.bin"));
    Path other = temporary.resolve("of-the-file");
    BundleManifest ofFile = Converter.convert(file, other, ConvertOptions.defaults()).manifest();
    BundleManifest ofFolder = convert(ConvertOptions.defaults()).manifest();
    assertEquals(ofFile.source().get("sha256"), ofFolder.source().get("sha256"));
    for (String name : List.of("image_encoder.onnx", "mask_encoder.onnx", "mask_decoder.onnx")) {
      assertArrayEquals(
          Files.readAllBytes(other.resolve(name)), Files.readAllBytes(bundle.resolve(name)), name);
    }
  }

  @Test
  void otherWeightsOfAFolderAreNamed() throws IOException {
    FormulaSam.tiny(1).write(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("pytorch_model.bin"), "not read");
    String told =
        "The weights are those of \"model.safetensors\"; the folder also has"
            + " \"pytorch_model.bin\".";
    assertTrue(tells(convert(ConvertOptions.defaults()), told));
    assertTrue(Converter.inspect(folder, ConvertOptions.defaults()).assumed().contains(told));
  }

  @Test
  void aDetectorTakesTheWordsOfItsFolder() throws IOException {
    writeDetector();
    ConvertReport plain = convert(ConvertOptions.defaults());
    assertEquals(LocatingGraphs.GROUNDING_DINO, plain.manifest().family());
    assertFalse(tells(plain, OF_FOLDER), plain.assumed().toString());
    GoldenWords.write(folder.resolve("vocab.txt"));
    ConvertReport own = convert(ConvertOptions.defaults().withReplace(true));
    assertTrue(tells(own, "vocab.txt " + OF_FOLDER), own.assumed().toString());
    assertEquals(GoldenWords.words(), words());
  }

  @Test
  void wordsThatAreGivenComeBeforeThoseOfTheFolder() throws IOException {
    writeDetector();
    Files.writeString(folder.resolve("vocab.txt"), "not read");
    Path given = GoldenWords.write(temporary.resolve("given.txt"));
    ConvertReport report = convert(ConvertOptions.defaults().withWords(given));
    assertFalse(tells(report, OF_FOLDER), report.assumed().toString());
    assertEquals(GoldenWords.words(), words());
  }

  @Test
  void wordsOfTheFolderThatCannotBeReadAreNamed() throws IOException {
    writeDetector();
    Path list =
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"}}");
    ModelException refused =
        assertThrows(ModelException.class, () -> convert(ConvertOptions.defaults()));
    assertTrue(refused.getMessage().startsWith("word list " + list), refused.getMessage());
    assertFalse(Files.exists(bundle));
  }

  @Test
  void captionsComeWithTheWordsOfTheFolder() throws IOException {
    Files.move(TinyText.checkpoint(temporary), folder.resolve("model.safetensors"));
    Files.move(TinyText.words(temporary), folder.resolve("vocab.txt"));
    assertTrue(Converter.isCheckpointFolder(folder));
    convert(TinyText.options());
    assertFalse(Converter.isCheckpointFolder(bundle));
    assertTrue(Bundle.read(bundle).manifest().tasks().contains(ModelTask.CAPTIONING));
  }
}
