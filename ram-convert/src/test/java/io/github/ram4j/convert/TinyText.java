package io.github.ram4j.convert;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Tag2Text with captions that converts in no time, by formula. */
final class TinyText {
  static final int HEADS = 4;
  static final int LAYERS = 3;
  static final int HIDDEN = 32;
  static final int IDS = 60;
  static final int POSITIONS = 48;

  /** Rows of the image and their width: [CLS] and 2 x 2 tokens of the last stage. */
  static final int ROWS = 5;

  static final int WIDTH = 128;

  private static final int SIZE = 64;
  private static final int TAGS = 6;

  private TinyText() {}

  static Map<String, long[]> parameters() {
    return ModelSizes.tiny("tag2text", SIZE, 2, TAGS)
        .withText(new ModelSizes.Text(LAYERS, HEADS, IDS, POSITIONS, 3, 4))
        .parameters();
  }

  static Path checkpoint(Path folder) throws IOException {
    return FormulaCheckpoint.write(folder.resolve("t2t.safetensors"), parameters(), 7);
  }

  /** As many words as there are ids but for [DEC] and [ENC]. */
  static String words(int count) {
    return Stream.concat(
            Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "picture", "of"),
            IntStream.range(8, count).mapToObj(i -> "word" + i))
        .map(word -> word + "\n")
        .collect(Collectors.joining());
  }

  static Path words(Path folder) throws IOException {
    return Files.writeString(folder.resolve("words.txt"), words(IDS - 2));
  }

  /** Without captions. */
  static ConvertOptions options() {
    List<String> names =
        TagVocabulary.ram().tags().stream().limit(TAGS).map(tag -> tag.english()).toList();
    return ConvertOptions.defaults()
        .withImageSize(SIZE)
        .withHeadHeads(4)
        .withTextHeads(HEADS)
        .withVocabulary(TagVocabulary.ram().subset(names));
  }
}
