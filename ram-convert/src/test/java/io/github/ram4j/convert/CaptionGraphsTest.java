package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.convert.CaptionRunner.Words;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The graphs of captions give what a run over all words of one sentence gives, however their words
 * come: one by one, of several images, of several sentences side by side.
 */
class CaptionGraphsTest {
  /** The same products, summed in another order. */
  private static final float ROUNDING = 1e-4f;

  private static final int TAG_TOKENS = CaptionSizes.TAG_TOKENS;
  private static final int TAGS_READ = 7;
  private static final long[] SENTENCE = {58, 6, 7, 8, 21, 33, 9};

  @TempDir static Path folder;

  @BeforeAll
  static void convert() throws Exception {
    Path checkpoint = TinyText.checkpoint(folder);
    ConvertOptions options = TinyText.options().withWords(TinyText.words(folder));
    for (Precision precision : Precision.values()) {
      Converter.convert(
          checkpoint, folder.resolve(precision.id()), options.withPrecision(precision));
    }
  }

  private static CaptionRunner runner(Precision precision) throws Exception {
    return new CaptionRunner(folder.resolve(precision.id()));
  }

  /** What the tag encoder gives for images of random rows. */
  private static OrtSession.Result tags(CaptionRunner runner, int... images) throws Exception {
    long[][] ids = new long[images.length][];
    float[][][] rows = new float[images.length][][];
    for (int i = 0; i < images.length; i++) {
      Random random = new Random(images[i]);
      ids[i] = LongStream.range(0, TAG_TOKENS).map(j -> random.nextInt(TinyText.IDS)).toArray();
      rows[i] = rows(random);
    }
    return runner.tags(ids, tagBias(images.length, TAGS_READ), rows);
  }

  private static float[][] rows(Random random) {
    float[][] rows = new float[TinyText.ROWS][TinyText.WIDTH];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /** Tokens from one on are padding, which none sees. */
  private static float[][][][] tagBias(int images, int padding) {
    float[][][][] bias = new float[images][1][TAG_TOKENS][TAG_TOKENS];
    for (float[][][] image : bias) {
      for (float[] row : image[0]) {
        Arrays.fill(row, padding, TAG_TOKENS, CaptionRunner.UNSEEN);
      }
    }
    return bias;
  }

  private static long[] upTo(int count) {
    return LongStream.range(0, count).toArray();
  }

  /** A row sees those before it and itself. */
  private static float[][] causal(int words) {
    float[][] bias = new float[words][words];
    for (int i = 0; i < words; i++) {
      Arrays.fill(bias[i], i + 1, words, CaptionRunner.UNSEEN);
    }
    return bias;
  }

  /** A row that sees the given slots alone. */
  private static float[] seeing(int slots, int... seen) {
    float[] bias = new float[slots];
    Arrays.fill(bias, CaptionRunner.UNSEEN);
    for (int slot : seen) {
      bias[slot] = 0;
    }
    return bias;
  }

  /** The logits of every word of one sentence about one image, from one run. */
  private static float[][] whole(CaptionRunner runner, int image, long... ids) throws Exception {
    Words words =
        new Words(new long[][] {ids}, upTo(ids.length), causal(ids.length), upTo(ids.length));
    return CaptionRunner.logits(runner.words(words, tags(runner, image), null))[0];
  }

  private static void assertSame(float[] expected, float[] found, String what) {
    assertArrayEquals(expected, found, ROUNDING, what);
  }

  @Test
  void logitsComeForTheWantedWordsAlone() throws Exception {
    try (CaptionRunner runner = runner(Precision.FP32)) {
      int length = SENTENCE.length;
      float[][] all = whole(runner, 1, SENTENCE);
      OrtSession.Result some =
          runner.words(
              new Words(new long[][] {SENTENCE}, upTo(length), causal(length), 5, 0),
              tags(runner, 1),
              null);
      float[][] found = CaptionRunner.logits(some)[0];
      assertEquals(2, found.length);
      assertEquals(TinyText.IDS, found[0].length);
      assertSame(all[5], found[0], "word 5");
      assertSame(all[0], found[1], "word 0");
      assertFalse(Arrays.equals(all[5], all[0]));
      float[][][][] keys = (float[][][][]) some.get("keys.2").orElseThrow().getValue();
      assertEquals(length, keys[0][0].length, "keys come for all words");
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void wordByWordIsAsAWholeForTwoImagesAtOnce(Precision precision) throws Exception {
    try (CaptionRunner runner = runner(precision)) {
      long[] other = LongStream.of(SENTENCE).map(id -> (id * 7 + 2) % TinyText.IDS).toArray();
      float[][] first = whole(runner, 1, SENTENCE);
      float[][] second = whole(runner, 2, other);
      OrtSession.Result tags = tags(runner, 1, 2);
      OrtSession.Result past = null;
      for (int i = 0; i < SENTENCE.length; i++) {
        long[][] ids = {{SENTENCE[i]}, {other[i]}};
        Words word = new Words(ids, new long[] {i}, new float[1][i + 1], 0);
        past = runner.words(word, tags, past);
        assertSame(first[i], CaptionRunner.logits(past)[0][0], "word %d of 1".formatted(i));
        assertSame(second[i], CaptionRunner.logits(past)[1][0], "word %d of 2".formatted(i));
      }
    }
  }

  /**
   * Three words in slots 0 to 2, then two sentences that go on from them, in slots 3 and 4, 5 and
   * 6; lastly both go on from the second, as beams do.
   */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void sentencesThatShareABeginningAreKeptApart(Precision precision) throws Exception {
    try (CaptionRunner runner = runner(precision)) {
      OrtSession.Result tags = tags(runner, 3, 4);
      long[] prompt = {58, 6, 7};
      Words beginning = new Words(new long[][] {prompt, prompt}, upTo(3), causal(3), 2);
      OrtSession.Result past = runner.words(beginning, tags, null);
      past =
          step(
              runner,
              tags,
              past,
              3,
              new long[] {10, 20},
              seeing(5, 0, 1, 2, 3),
              seeing(5, 0, 1, 2, 4));
      assertEach(runner, past, new long[] {58, 6, 7, 10}, new long[] {58, 6, 7, 20});
      past =
          step(
              runner,
              tags,
              past,
              4,
              new long[] {11, 21},
              seeing(7, 0, 1, 2, 3, 5),
              seeing(7, 0, 1, 2, 4, 6));
      assertEach(runner, past, new long[] {58, 6, 7, 10, 11}, new long[] {58, 6, 7, 20, 21});
      past =
          step(
              runner,
              tags,
              past,
              5,
              new long[] {12, 22},
              seeing(9, 0, 1, 2, 4, 6, 7),
              seeing(9, 0, 1, 2, 4, 6, 8));
      assertEach(
          runner, past, new long[] {58, 6, 7, 20, 21, 12}, new long[] {58, 6, 7, 20, 21, 22});
    }
  }

  /** A word of each of two sentences, at the same position. */
  private static OrtSession.Result step(
      CaptionRunner runner,
      OrtSession.Result tags,
      OrtSession.Result past,
      long position,
      long[] ids,
      float[]... bias)
      throws Exception {
    Words words = new Words(new long[][] {ids, ids}, new long[] {position, position}, bias, 0, 1);
    return runner.words(words, tags, past);
  }

  /** The last words' logits are those of each sentence alone, for either image. */
  private static void assertEach(CaptionRunner runner, OrtSession.Result found, long[]... sentences)
      throws Exception {
    float[][][] logits = CaptionRunner.logits(found);
    for (int image = 0; image < 2; image++) {
      for (int i = 0; i < sentences.length; i++) {
        float[][] alone = whole(runner, 3 + image, sentences[i]);
        assertSame(
            alone[sentences[i].length - 1],
            logits[image][i],
            Arrays.toString(sentences[i]) + " of image " + (3 + image));
      }
    }
  }

  @Test
  void paddingDoesNotTouchTheTags() throws Exception {
    try (CaptionRunner runner = runner(Precision.FP32)) {
      float[][][] rows = {rows(new Random(5))};
      long[] ids = upTo(TAG_TOKENS);
      long[] otherPadding = ids.clone();
      Arrays.fill(otherPadding, TAGS_READ, TAG_TOKENS, 33);
      float[][][][] bias = tagBias(1, TAGS_READ);
      float[][][] one = tagKeys(runner.tags(new long[][] {ids}, bias, rows));
      float[][][] other = tagKeys(runner.tags(new long[][] {otherPadding}, bias, rows));
      float[][][] otherTags =
          tagKeys(
              runner.tags(
                  new long[][] {LongStream.of(ids).map(id -> id + 3).toArray()}, bias, rows));
      for (int head = 0; head < TinyText.HEADS; head++) {
        assertSame(one[head][0], other[head][0], "the first token");
        assertSame(one[head][TAGS_READ - 1], other[head][TAGS_READ - 1], "the last that is read");
        assertFalse(Arrays.equals(one[head][TAGS_READ], other[head][TAGS_READ]));
        assertFalse(Arrays.equals(one[head][0], otherTags[head][0]));
      }
    }
  }

  private static float[][][] tagKeys(OrtSession.Result tags) throws Exception {
    return ((float[][][][]) tags.get("tag_keys.1").orElseThrow().getValue())[0];
  }

  @Test
  void theImageAndTheTagsSteerTheWords() throws Exception {
    try (CaptionRunner runner = runner(Precision.FP32)) {
      float[] word = whole(runner, 1, SENTENCE)[3];
      assertFalse(Arrays.equals(word, whole(runner, 2, SENTENCE)[3]));
      long[] ids = upTo(TAG_TOKENS);
      float[][][][] bias = tagBias(1, TAGS_READ);
      Words words = new Words(new long[][] {{58}}, new long[] {0}, new float[1][1], 0);
      float[][] found = new float[3][];
      for (int i = 0; i < 3; i++) {
        float[][][] rows = {rows(new Random(i == 1 ? 6 : 5))};
        ids[0] = i == 2 ? 50 : 59;
        OrtSession.Result tags = runner.tags(new long[][] {ids.clone()}, bias, rows);
        found[i] = CaptionRunner.logits(runner.words(words, tags, null))[0][0];
      }
      assertFalse(Arrays.equals(found[0], found[1]), "another image");
      assertFalse(Arrays.equals(found[0], found[2]), "another tag");
    }
  }

  @Test
  void theDecoderDeclaresItsShapes() throws Exception {
    try (CaptionRunner runner = runner(Precision.FP32)) {
      long any = -1;
      long width = TinyText.HIDDEN / TinyText.HEADS;
      Map<String, List<Long>> inputs = CaptionRunner.shapes(runner.decoder().inputs());
      assertEquals(4 + 4 * TinyText.LAYERS, inputs.size());
      assertEquals(List.of(any, any), inputs.get("ids"));
      assertEquals(List.of(any), inputs.get("positions"));
      assertEquals(List.of(any, 1L, any, any), inputs.get("bias"));
      assertEquals(List.of(any, (long) TinyText.HEADS, any, width), inputs.get("past_values.2"));
      assertEquals(
          List.of(any, (long) TinyText.HEADS, (long) TAG_TOKENS, width), inputs.get("tag_keys.0"));
      Map<String, List<Long>> outputs = CaptionRunner.shapes(runner.decoder().outputs());
      assertEquals(1 + 2 * TinyText.LAYERS, outputs.size());
      assertEquals(List.of(any, any, (long) TinyText.IDS), outputs.get("logits"));
    }
  }
}
