package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.FormulaClip;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that a model has no use for are errors, for every family and every such option. */
class ChoicesTest {
  private static final String NOT_TAKEN = "expected with a checkpoint of ";

  @TempDir Path folder;

  private static Map<String, ConvertOptions> choices() {
    ConvertOptions plain = ConvertOptions.defaults();
    OpenVocabulary tags = OpenVocabulary.of(List.of(OpenTag.listed("dog", 0.5f)));
    Map<String, ConvertOptions> choices = new LinkedHashMap<>();
    choices.put("--image-size", plain.withImageSize(64));
    choices.put("--window", plain.withWindow(2));
    choices.put("--head-heads", plain.withHeadHeads(4));
    choices.put("--text-heads", plain.withTextHeads(12));
    choices.put("--tags-file", plain.withVocabulary(TagVocabulary.ram()));
    choices.put("--tags", plain.withSubset(all -> all));
    choices.put("--vocabulary", plain.withNewTags(tags));
    choices.put("withTextEncoder", plain.withTextEncoder("none"));
    choices.put("--vocab", plain.withWords(Path.of("vocab.txt")));
    choices.put("--class-tags", plain.withClassTags(Path.of("classes.tsv")));
    return choices;
  }

  private Path checkpoint(String family) throws IOException {
    Path file = folder.resolve(family + ".safetensors");
    return switch (family) {
      case "clip-text" -> FormulaClip.write(file);
      case "grounding-dino" ->
          FormulaGrounding.write(file, GoldenFiles.json("locate/grounding-dino-tiny.json.gz"));
      case "efficientnet-lite" -> GoldenFiles.file("efficientnet-lite/tiny.safetensors");
      case "sam" -> GoldenFiles.file("locate/sam/checkpoint.pth");
      case "mobile-sam" -> FormulaSam.mobile(1).write(file);
      case "sam2" -> FormulaSam.narrowSecond(1).write(file);
      default -> FormulaCheckpoint.write(file, ModelSizes.tiny(family, 64, 2, 6), 1);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ram | --image-size --window --head-heads --tags-file --tags --vocabulary withTextEncoder
          ram_plus | --image-size --window --head-heads --tags-file --tags --vocabulary withTextEncoder
          tag2text | --image-size --window --head-heads --text-heads --tags-file --tags --vocab
          efficientnet-lite | --image-size --tags-file --tags --class-tags
          grounding-dino | --vocab
          clip-text | ''
          sam | ''
          mobile-sam | ''
          sam2 | ''
          """)
  void aFamilyRefusesWhatItDoesNotTake(String family, String taken) throws IOException {
    Path file = checkpoint(family);
    List<String> takes = List.of(taken.split(" ", -1));
    for (Map.Entry<String, ConvertOptions> choice : choices().entrySet()) {
      String told = "";
      try {
        assertEquals(family, Converter.inspect(file, choice.getValue()).family().id());
      } catch (ModelException e) { // of choices that are taken, it may be that sizes do not fit
        told = e.getMessage();
      }
      String name = family + " " + choice.getKey() + ": " + told;
      assertEquals(!takes.contains(choice.getKey()), told.contains(NOT_TAKEN), name);
      if (told.contains(NOT_TAKEN)) {
        assertTrue(told.contains(choice.getKey() + "): "), name);
        assertTrue(told.startsWith(file + ": "), name);
        assertTrue(told.contains(", found with one of " + family + ", which takes "), name);
      }
    }
  }

  @Test
  void whatIsTakenIsToldAndNothingIsLeft() {
    Path file = GoldenFiles.file("efficientnet-lite/tiny.safetensors");
    Path bundle = folder.resolve("refused");
    ModelException refused =
        assertThrows(
            ModelException.class,
            () -> Converter.convert(file, bundle, ConvertOptions.defaults().withWindow(7)));
    assertEquals(
        file
            + ": attention window (--window): expected with a checkpoint of ram_plus, tag2text,"
            + " ram, found with one of efficientnet-lite, which takes --image-size, --tags-file,"
            + " --tags, --class-tags",
        refused.getMessage());
    assertFalse(Files.exists(bundle));
  }
}
