package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.TinyIcons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagScenesTest {
  private static final int SIDE = 64;
  private static final int SCENES = 300;

  @TempDir static Path folder;
  private static TagScenes scenes;

  @BeforeAll
  static void readIcons() throws IOException {
    IconLibrary library = TinyIcons.library(folder);
    scenes = new TagScenes(library);
  }

  @Test
  void imagesDependOnSeedAndIndexAlone() {
    SceneArtist artist = new SceneArtist(SIDE);
    List<int[]> one = IntStream.range(0, 40).mapToObj(i -> pixels(artist, 3, i)).toList();
    List<int[]> again =
        IntStream.range(0, 40).parallel().mapToObj(i -> pixels(artist, 3, i)).toList();
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i), again.get(i), "image " + i);
    }
    assertFalse(Arrays.equals(one.get(0), one.get(1)));
    assertFalse(Arrays.equals(one.get(0), pixels(artist, 4, 0)));
  }

  private static int[] pixels(SceneArtist artist, long seed, long index) {
    return artist.draw(scenes.scene(seed, index)).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  @Test
  void tagsAreWhatIsSeenAndNothingIsHidden() {
    int single = 0;
    TreeSet<String> all = new TreeSet<>();
    for (int i = 0; i < SCENES; i++) {
      Scene scene = scenes.scene(1, i);
      List<PlacedIcon> icons = scene.icons();
      TreeSet<String> shown = new TreeSet<>(icons.stream().map(PlacedIcon::tag).toList());
      assertEquals(List.copyOf(shown), scene.tags());
      assertTrue(!icons.isEmpty() && icons.size() <= 4);
      single += icons.size() == 1 ? 1 : 0;
      all.addAll(shown);
      for (int a = 0; a < icons.size(); a++) {
        Box box = icons.get(a).box();
        assertTrue(box.left() > -0.05 && box.right() < 1.05, box.toString());
        assertTrue(box.top() > -0.05 && box.bottom() < 1.05, box.toString());
        for (int b = 0; b < a; b++) {
          assertTrue(box.overlap(icons.get(b).box()) <= 0.121);
        }
      }
    }
    assertEquals(8, all.size(), "every tag is drawn");
    assertTrue(single > 0.45 * SCENES && single < 0.65 * SCENES, "single icons: " + single);
  }

  @Test
  void scenesBeginEasyAndEndAsAll() throws IOException {
    TagScenes rising = new TagScenes(TinyIcons.library(folder), 100_000);
    SceneArtist artist = new SceneArtist(SIDE);
    for (int i = 0; i < 20; i++) {
      Scene first = rising.scene(1, i);
      assertEquals(1, first.icons().size(), "scene " + i);
      Box box = first.icons().get(0).box();
      assertTrue(Math.max(box.width(), box.height()) > 0.6, box.toString());
      assertTrue(Math.abs(box.centerX() - 0.5) < 0.02, box.toString());
      assertArrayEquals(
          pixels(artist, 1, 100_000 + i),
          artist.draw(rising.scene(1, 100_000 + i)).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE));
    }
  }

  @Test
  void anIconIsSeenWhereItIsPlaced() {
    SceneArtist artist = new SceneArtist(SIDE);
    Scene scene = scenes.scene(1, 0);
    PlacedIcon apple = appleAt(0.25, 0.75);
    Backdrop white = new Backdrop(BackdropKind.PLAIN, 0xffffff, 0);
    Scene placed = new Scene(white, List.of(apple), Degradation.NONE, List.of("apple"), "", "");
    int[] rgb = artist.draw(placed).getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    assertEquals(0xffffffff, rgb[SIDE / 4 * SIDE + SIDE * 3 / 4], "elsewhere");
    int there = rgb[SIDE * 3 / 4 * SIDE + SIDE / 4];
    assertTrue((there >> 16 & 0xff) > (there & 0xff) + 60, Integer.toHexString(there));
    assertEquals("", scene.caption());
  }

  private static PlacedIcon appleAt(double x, double y) {
    for (int i = 0; ; i++) {
      for (PlacedIcon icon : scenes.scene(9, i).icons()) {
        if (icon.icon().name().equals("red-apple")) {
          return new PlacedIcon(
              "apple", icon.icon(), x, y, 0.4, 0.4, 0, false, IconAugmentation.PLAIN);
        }
      }
    }
  }

  @Test
  void refusesASideThatIsNoImage() {
    assertThrows(IllegalArgumentException.class, () -> new SceneArtist(8));
  }
}
