package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Caption;
import io.github.ram4j.Caption.Ending;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertReport;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.testkit.TestImages;
import io.github.ram4j.text.WordPieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small Tag2Text of one's own, with a list of whole words in place of bert-base-uncased's: 96 px,
 * and attention windows of 6 tokens of which the last stage's map has 3.
 */
class OwnWordListTest {
  private static final int WORDS = 600;
  private static final int POSITIONS = 64;
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
  private static final List<String> NAMES = List.of("dog", "tree", "fire truck", "cloud", "sky");

  @TempDir Path folder;

  /** The special words in front or at the end, where no id is bert-base-uncased's. */
  private static List<String> words(boolean specialFirst) {
    List<String> plain =
        Stream.concat(
                Stream.of(
                    "a", "picture", "of", "|", "dog", "tree", "fire", "truck", "cloud", "sky"),
                IntStream.range(0, WORDS).mapToObj(i -> "word" + i))
            .limit(WORDS - SPECIAL.size())
            .toList();
    List<String> words = new ArrayList<>(specialFirst ? SPECIAL : plain);
    words.addAll(specialFirst ? plain : SPECIAL);
    return words;
  }

  private static TagVocabulary tags() {
    List<Tag> tags =
        IntStream.range(0, NAMES.size())
            .mapToObj(i -> new Tag(i, NAMES.get(i), List.of(), true))
            .toList();
    return TagVocabulary.of(tags, new float[] {0.02f, 0.02f, 0.02f, 0.02f, 0.02f});
  }

  private ConvertReport convert(List<String> words, Precision precision) throws IOException {
    ModelSizes sizes =
        new ModelSizes(
                "tag2text",
                96,
                40,
                new int[] {2, 2, 6, 2},
                new int[] {2, 4, 8, 16},
                6,
                NAMES.size(),
                128,
                256,
                2,
                4)
            .withText(new ModelSizes.Text(2, 4, WORDS + 2, POSITIONS, words.indexOf("[SEP]"), 8));
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("small.safetensors"), sizes, 11);
    Path list = Files.write(folder.resolve("vocab.txt"), words);
    ConvertOptions options =
        ConvertOptions.defaults()
            .withImageSize(96)
            .withHeadHeads(4)
            .withTextHeads(4)
            .withVocabulary(tags())
            .withWords(list)
            .withPrecision(precision);
    return Converter.convert(checkpoint, folder.resolve("small"), options);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tagsAndCaptionsAreMadeOfItsWords(boolean specialFirst) throws IOException {
    List<String> words = words(specialFirst);
    ConvertReport report = convert(words, Precision.FP32);
    assertTrue(
        report.assumed().stream().anyMatch(note -> note.contains("not bert-base-uncased's")),
        report.assumed().toString());
    try (Captioner captioner = TinyCaptioner.open(report.bundle())) {
      ImageSource image = ImageSource.of(TestImages.drawn(120, 90, 2));
      assertEquals(NAMES.size(), captioner.recognize(image).vocabulary().size());
      CaptionOptions options = CaptionOptions.beamSearch().withLengths(6, 20).withCaptions(3);
      List<Caption> captions = captioner.caption(image, Steering.of("dog, fire truck"), options);
      assertEquals(3, captions.size());
      for (Caption caption : captions) {
        assertSentence(caption, words);
      }
      assertTrue(
          captions.stream().anyMatch(caption -> caption.ending() == Ending.SENTENCE),
          captions.toString());
      assertNotEquals(captions, captioner.caption(image, Steering.of("sky"), options));
    }
  }

  /** [DEC] "a picture of", words of the list, and [SEP] where the sentence is whole. */
  private static void assertSentence(Caption caption, List<String> words) {
    List<Integer> ids = caption.tokenIds();
    assertEquals(
        List.of(WORDS, words.indexOf("a"), words.indexOf("picture"), words.indexOf("of")),
        ids.subList(0, 4));
    boolean whole = caption.ending() == Ending.SENTENCE;
    assertEquals(whole, ids.get(ids.size() - 1) == words.indexOf("[SEP]"), ids.toString());
    List<String> expected =
        ids.subList(4, ids.size()).stream()
            .filter(id -> id < WORDS && !SPECIAL.contains(words.get(id)))
            .map(words::get)
            .toList();
    assertEquals(String.join(" ", expected), caption.text());
    assertFalse(caption.text().isEmpty());
    assertEquals(2, caption.tags().size());
    assertTrue(caption.tags().stream().allMatch(tag -> tag.read()), caption.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void textIsEncodedByIt(boolean specialFirst) throws IOException {
    List<String> words = words(specialFirst);
    ConvertReport report = convert(words, Precision.FP16);
    Bundle bundle = Bundle.read(report.bundle());
    WordPieces pieces = WordPieces.read(bundle.openWords(), "small", WORDS + 2);
    assertEquals(WORDS, pieces.dec());
    assertEquals(WORDS + 1, pieces.enc());
    assertEquals(words.indexOf("[SEP]"), pieces.sep());
    int[] unknown = pieces.encode("a picture of zebras");
    assertEquals(words.indexOf("[UNK]"), unknown[3]);
    int[] tags = pieces.encodeTags(List.of("fire truck", "sky")).ids();
    List<Integer> expected =
        Stream.concat(
                Stream.of(WORDS + 1),
                Stream.of("fire", "truck", "|", "sky", "[SEP]", "[PAD]").map(words::indexOf))
            .toList();
    assertEquals(expected, IntStream.of(tags).limit(7).boxed().toList());
  }

  @Test
  void storedAsHalvesItIsSmall() throws IOException {
    ConvertReport report = convert(words(true), Precision.FP16);
    long bytes = report.manifest().files().stream().mapToLong(file -> file.bytes()).sum();
    assertTrue(bytes < 16_000_000, bytes + " bytes");
    try (Captioner captioner = TinyCaptioner.open(report.bundle())) {
      Caption caption = captioner.caption(TestImages.drawn(120, 90, 2));
      assertFalse(caption.text().isEmpty());
    }
  }
}
