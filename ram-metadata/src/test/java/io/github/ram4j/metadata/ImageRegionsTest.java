package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scenes become regions within the image. */
class ImageRegionsTest {
  private static SceneRegion region(Box box) {
    Tag dog = new Tag(7, "dog", List.of("狗"), true);
    return new SceneRegion(new Region(dog, 0.5f, box, List.of()), Optional.empty());
  }

  @Test
  void boxesAreCutAtTheEdgesAndThoseOutsideLeftOut() {
    Scene scene =
        new Scene(
            "x",
            40,
            30,
            List.of(),
            List.of(region(new Box(-4, 10, 30, 40)), region(new Box(50, 5, 60, 9))),
            List.of());
    ImageRegions regions = ImageRegions.of(scene);
    assertEquals(40, regions.width());
    assertEquals(1, regions.regions().size());
    assertEquals(new ImageBox(0, 10, 30, 30), regions.regions().get(0).box());
    assertEquals(List.of("狗"), regions.regions().get(0).tag().chinese());
  }
}
