package io.github.ram4j.view.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagAttention;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drawings of scenes and of attention. */
class SceneViewTest {
  private static BufferedImage plain(int rgb) {
    BufferedImage image =
        new BufferedImage(SampleScene.WIDTH, SampleScene.HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SampleScene.WIDTH * SampleScene.HEIGHT; i++) {
      image.setRGB(i % SampleScene.WIDTH, i / SampleScene.WIDTH, rgb);
    }
    return image;
  }

  @Test
  void smallImagesAreEnlargedAndOnlyRegionsAreDrawnOver() {
    BufferedImage drawn = SceneView.draw(plain(0x102030), SampleScene.scene());
    assertEquals(480, drawn.getWidth());
    assertEquals(360, drawn.getHeight());
    assertEquals(0x102030, drawn.getRGB(470, 350) & 0xffffff); // far from all regions
    assertNotEquals(0x102030, drawn.getRGB(15 * 12 + 5, 25 * 12 + 5) & 0xffffff); // in a mask
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SceneView.draw(
                new BufferedImage(30, 40, BufferedImage.TYPE_INT_RGB), SampleScene.scene()));
  }

  /** Twenty labels of one box find places of their own, within the drawing. */
  @Test
  void labelsOfOneBoxLieApart() {
    LabelPlaces places = new LabelPlaces(600, 400);
    Rectangle2D box = new Rectangle2D.Double(100, 50, 300, 320);
    List<Rectangle2D> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Rectangle2D place = places.take(box, 90, 18);
      assertTrue(new Rectangle2D.Double(0, 0, 600, 400).contains(place), place.toString());
      for (Rectangle2D other : taken) {
        Rectangle2D both = place.createIntersection(other);
        assertFalse(both.getWidth() > 1e-6 && both.getHeight() > 1e-6, place + " over " + other);
      }
      taken.add(place);
    }
  }

  /** The part with the most is warm, others are grey. */
  @Test
  void attentionIsWarmWhereItIsGreatest() {
    TagAttention map = TagAttention.of(SampleScene.DOG, 2, 2, new float[] {0.1f, 0.1f, 0.1f, 0.7f});
    assertEquals(0.75, map.peak().x());
    assertEquals(0.75, map.peak().y());
    BufferedImage drawn = AttentionView.draw(plain(0x808080), map);
    int far = drawn.getRGB(20, 340);
    assertEquals(far >> 16 & 0xff, far & 0xff);
    int most = drawn.getRGB(470, 350);
    assertTrue((most >> 16 & 0xff) > (most & 0xff) + 60, Integer.toHexString(most));
  }
}
