package io.github.ram4j.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  private static final int SIZE = 50;

  private static List<Integer> epoch(Shuffle shuffle, long number) {
    return IntStream.range(0, SIZE).mapToObj(i -> shuffle.at(number * SIZE + i)).toList();
  }

  @Test
  void everyEpochHasEveryExampleOnce() {
    Shuffle shuffle = new Shuffle(SIZE, 3);
    List<Integer> all = IntStream.range(0, SIZE).boxed().toList();
    for (long number : new long[] {0, 1, 2, 1000}) {
      assertEquals(all, epoch(shuffle, number).stream().sorted().toList());
    }
  }

  @Test
  void epochsAndSeedsDiffer() {
    Shuffle shuffle = new Shuffle(SIZE, 3);
    assertNotEquals(epoch(shuffle, 0), epoch(shuffle, 1));
    assertNotEquals(epoch(shuffle, 0), epoch(new Shuffle(SIZE, 4), 0));
  }

  @Test
  void anOrderDoesNotDependOnWhatWasAskedBefore() {
    Shuffle one = new Shuffle(SIZE, 3);
    List<Integer> first = epoch(one, 0);
    epoch(one, 7);
    assertEquals(first, epoch(one, 0));
    assertEquals(epoch(new Shuffle(SIZE, 3), 7), epoch(one, 7));
  }

  @Test
  void oneExampleIsAlwaysTheNext() {
    assertEquals(0, new Shuffle(1, 9).at(12345));
  }
}
