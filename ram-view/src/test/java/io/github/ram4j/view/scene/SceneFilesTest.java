package io.github.ram4j.view.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.view.json.JsonLine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Scenes as files say what the scene says. */
class SceneFilesTest {
  private static final String FIRST_RUNS = SampleScene.rectangle(2, 3, 20, 15).coco();
  private static final String SECOND_RUNS = SampleScene.rectangle(10, 10, 30, 30).coco();

  private static String escaped(String counts) {
    return counts.replace("\\", "\\\\");
  }

  @Test
  void jsonHasRegionsWithTheirTags() throws IOException {
    String line = JsonLine.of(out -> SceneJson.writeMembers(out, SampleScene.scene()));
    assertEquals(
        "{\"image\":\"pets/two.png\",\"width\":40,\"height\":30,"
            + "\"tags\":[{\"tag\":\"dog\",\"zh\":[\"狗\"],\"score\":0.9},"
            + "{\"tag\":\"cat\",\"zh\":[\"猫\",\"猫咪\"],\"score\":0.8}],"
            + "\"regions\":[{\"tag\":\"dog\",\"zh\":[\"狗\"],\"score\":0.876,"
            + "\"box\":[2.0,3.0,20.0,15.0],\"mask\":{\"size\":[30,40],\"counts\":\""
            + escaped(FIRST_RUNS)
            + "\"},\"area\":216,\"quality\":0.75},"
            + "{\"tag\":\"cat\",\"zh\":[\"猫\",\"猫咪\"],\"score\":0.5,"
            + "\"box\":[-4.0,10.0,30.0,40.0],\"mask\":{\"size\":[30,40],\"counts\":\""
            + escaped(SECOND_RUNS)
            + "\"},\"area\":400,\"quality\":1.5},"
            + "{\"tag\":\"dog\",\"zh\":[\"狗\"],\"score\":0.4,\"box\":[30.0,2.0,38.0,8.0]}],"
            + "\"skipped\":[\"…\"]}",
        line);
  }

  @Test
  void labelsAreTheDemosWithValuesOfTheIndexImage() throws IOException {
    assertEquals(
        "{\"tags_chinese\":\"狗 | 猫/猫咪\",\"mask\":[{\"value\":0,\"label\":\"background\"},"
            + "{\"value\":1,\"label\":\"dog\",\"logit\":0.87,\"box\":[2.0,3.0,20.0,15.0]},"
            + "{\"value\":2,\"label\":\"cat\",\"logit\":0.5,\"box\":[-4.0,10.0,30.0,40.0]},"
            + "{\"value\":3,\"label\":\"dog\",\"logit\":0.4,\"box\":[30.0,2.0,38.0,8.0]}]}",
        JsonLine.of(out -> LabelJson.writeMembers(out, SampleScene.scene())));
  }

  /** Boxes are cut at the image's edges; one category for both dogs. */
  @Test
  void cocoHasImagesCategoriesAndAnnotations() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    CocoScenes.write(file, List.of(SampleScene.scene()));
    assertEquals(
        "{\"info\":{\"description\":\""
            + CocoScenes.DESCRIPTION
            + "\"},\"images\":[{\"id\":1,\"file_name\":\"pets/two.png\",\"width\":40,\"height\":30}],"
            + "\"categories\":[{\"id\":1,\"name\":\"dog\",\"name_zh\":\"狗\"},"
            + "{\"id\":2,\"name\":\"cat\",\"name_zh\":\"猫/猫咪\"}],\"annotations\":["
            + "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[2.0,3.0,18.0,12.0],"
            + "\"segmentation\":{\"size\":[30,40],\"counts\":\""
            + escaped(FIRST_RUNS)
            + "\"},\"area\":216,\"iscrowd\":0,\"score\":0.876},"
            + "{\"id\":2,\"image_id\":1,\"category_id\":2,\"bbox\":[0.0,10.0,30.0,20.0],"
            + "\"segmentation\":{\"size\":[30,40],\"counts\":\""
            + escaped(SECOND_RUNS)
            + "\"},\"area\":400,\"iscrowd\":0,\"score\":0.5},"
            + "{\"id\":3,\"image_id\":1,\"category_id\":1,\"bbox\":[30.0,2.0,8.0,6.0],"
            + "\"segmentation\":[],\"area\":48.0,\"iscrowd\":0,\"score\":0.4}]}",
        file.toString(StandardCharsets.UTF_8));
  }

  @Test
  void indexImageIsLosslessWithLaterRegionsOverEarlierOnes() throws IOException {
    BufferedImage read = throughPng(IndexImage.of(SampleScene.scene()));
    assertEquals(0, read.getRaster().getSample(0, 0, 0));
    assertEquals(1, read.getRaster().getSample(2, 3, 0));
    assertEquals(1, read.getRaster().getSample(9, 14, 0));
    assertEquals(2, read.getRaster().getSample(10, 10, 0));
    assertEquals(2, read.getRaster().getSample(29, 29, 0));
  }

  /** Above 255 regions values have 16 bits. */
  @Test
  void indexImageHoldsNineHundredRegions() throws IOException {
    Scene few = SampleScene.scene();
    List<SceneRegion> regions = new ArrayList<>(Collections.nCopies(899, few.regions().get(2)));
    regions.add(few.regions().get(0));
    Scene many = new Scene("many", few.width(), few.height(), List.of(), regions, List.of());
    BufferedImage read = throughPng(IndexImage.of(many));
    assertEquals(900, read.getRaster().getSample(2, 3, 0));
    assertEquals(0, read.getRaster().getSample(31, 3, 0));
  }

  private static BufferedImage throughPng(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    Scene scene = SampleScene.scene();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Scene("x", 41, 30, List.of(), scene.regions(), List.of()));
    assertEquals(
        "x: mask of dog: expected the image's 41 x 30 pixels, found 40 x 30", refused.getMessage());
    assertEquals(Optional.empty(), scene.regions().get(2).mask());
  }
}
