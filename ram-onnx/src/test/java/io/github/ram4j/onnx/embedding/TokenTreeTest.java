package io.github.ram4j.onnx.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.prompts.PromptTemplates;
import io.github.ram4j.text.BytePairs;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree has each beginning once, and in its pieces each token sees its own text alone. */
class TokenTreeTest {
  private static final int END = 99;

  private static TokenTree tree(int[]... texts) {
    TokenTree tree = new TokenTree();
    for (int[] text : texts) {
      tree.add(text);
    }
    return tree;
  }

  @Test
  void beginningsAreThereOnce() {
    TokenTree tree =
        tree(new int[] {7, 1, 2, END}, new int[] {7, 1, 2, END}, new int[] {7, 1, END});
    assertEquals(5, tree.size());
    assertEquals(2, tree.texts());
    assertEquals(2, tree.growth(new int[] {7, 3, END}));
    assertEquals(0, tree.growth(new int[] {7, 1, END}));
  }

  /** Fewer than half of the tokens, and a twentieth of the authors' rows of 77. */
  @Test
  void thePromptsOfManyNamesShareMost() {
    BytePairs pairs = BytePairs.published();
    List<int[]> texts =
        IntStream.range(0, 26)
            .mapToObj(i -> Character.toString('a' + i))
            .flatMap(name -> PromptTemplates.of(name).stream())
            .map(pairs::encode)
            .sorted(Arrays::compare)
            .toList();
    TokenTree tree = tree(texts.toArray(int[][]::new));
    assertEquals(26 * 63, tree.texts());
    int tokens = texts.stream().mapToInt(text -> text.length).sum();
    assertTrue(2 * tree.size() < tokens, () -> tree.size() + " of " + tokens);
    assertTrue(20 * tree.size() < 77 * texts.size(), () -> tree.size() + " of " + tokens);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1000})
  void aTokenSeesItsOwnTextAlone(int mostTokens) {
    Random random = new Random(mostTokens);
    for (int round = 0; round < 200; round++) {
      int[][] texts =
          Stream.generate(() -> text(random))
              .limit(1 + random.nextInt(30))
              .sorted(Arrays::compare)
              .toArray(int[][]::new);
      check(tree(texts), distinct(texts), mostTokens);
    }
  }

  private static int[] text(Random random) {
    int length = 2 + random.nextInt(6);
    int[] ids = IntStream.generate(() -> 10 + random.nextInt(3)).limit(length).toArray();
    ids[0] = 7;
    ids[length - 1] = END;
    return ids;
  }

  private static int[][] distinct(int[][] sorted) {
    return IntStream.range(0, sorted.length)
        .filter(i -> i == 0 || !Arrays.equals(sorted[i], sorted[i - 1]))
        .mapToObj(i -> sorted[i])
        .toArray(int[][]::new);
  }

  /** Reads the texts back from what the graph would be given. */
  private static void check(TokenTree tree, int[][] texts, int mostTokens) {
    TokenTree.Pieces pieces = tree.pieces(mostTokens);
    int count = pieces.count();
    int tokens = pieces.tokens();
    int seen = pieces.seen();
    assertTrue(tokens <= mostTokens);
    assertTrue(count * tokens >= tree.size() && (count - 1) * mostTokens < tree.size());
    LongBuffer ids = LongBuffer.allocate(count * tokens);
    LongBuffer positions = LongBuffer.allocate(count * tokens);
    LongBuffer visible = LongBuffer.allocate(count * seen);
    FloatBuffer bias = FloatBuffer.allocate(count * tokens * seen);
    LongBuffer ends = LongBuffer.allocate(texts.length);
    pieces.putIds(ids);
    pieces.putPositions(positions);
    pieces.putSeen(visible);
    pieces.putBias(bias);
    pieces.putEnds(ends);
    assertEquals(0, ids.remaining() + positions.remaining() + visible.remaining());
    assertEquals(0, bias.remaining() + ends.remaining());
    for (int i = 0; i < texts.length; i++) {
      int end = (int) ends.get(i);
      TreeMap<Long, Long> text = new TreeMap<>();
      for (int column = 0; column < seen; column++) {
        float added = bias.get(end * seen + column);
        if (added == 0) {
          int token = (int) visible.get(end / tokens * seen + column);
          assertEquals(null, text.put(positions.get(token), ids.get(token)));
        } else {
          assertEquals(-1e9f, added);
        }
      }
      assertArrayEquals(texts[i], text.values().stream().mapToInt(Math::toIntExact).toArray());
      assertEquals(texts[i].length - 1, text.lastKey());
    }
    // What fills the last piece sees itself: a softmax of nothing would be no number.
    for (int i = tree.size(); i < count * tokens; i++) {
      assertEquals(0, bias.get(i * seen + i % tokens));
    }
  }
}
