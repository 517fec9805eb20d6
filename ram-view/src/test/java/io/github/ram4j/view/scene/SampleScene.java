package io.github.ram4j.view.scene;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A scene of two dogs and a cat, 40 x 30 pixels. */
final class SampleScene {
  static final int WIDTH = 40;
  static final int HEIGHT = 30;
  static final Tag DOG = new Tag(7, "dog", List.of("狗"), true);
  static final Tag CAT = new Tag(9, "cat", List.of("猫", "猫咪"), true);

  private SampleScene() {}

  /** The pixels of a rectangle. */
  static Mask rectangle(int x0, int y0, int x1, int y1) {
    BitSet bits = new BitSet();
    for (int y = y0; y < y1; y++) {
      bits.set(y * WIDTH + x0, y * WIDTH + x1);
    }
    return Mask.ofBits(WIDTH, HEIGHT, bits);
  }

  private static SceneRegion region(Tag tag, float score, Box box, Optional<SceneMask> mask) {
    return new SceneRegion(new Region(tag, score, box, List.of()), mask);
  }

  /** The second region's mask lies over the first one's; the third has none. */
  static Scene scene() {
    return new Scene(
        "pets/two.png",
        WIDTH,
        HEIGHT,
        List.of(new TagScore(DOG, 0.9f, 0.5f), new TagScore(CAT, 0.8f, 0.5f)),
        List.of(
            region(
                DOG,
                0.876f,
                new Box(2, 3, 20, 15),
                Optional.of(new SceneMask(rectangle(2, 3, 20, 15), 0.75f))),
            region(
                CAT,
                0.5f,
                new Box(-4, 10, 30, 40),
                Optional.of(new SceneMask(rectangle(10, 10, 30, 30), 1.5f))),
            region(DOG, 0.4f, new Box(30, 2, 38, 8), Optional.empty())),
        List.of(new Tag(1, "…", List.of(), true)));
  }
}
