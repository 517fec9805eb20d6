package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code recognize} takes, {@code caption} takes. */
class CaptionerTest {
  private static final CaptionOptions TWO = CaptionOptions.beamSearch().withCaptions(2);
  private static final byte[] BYTES = {1};
  private static final BufferedImage PIXELS = new BufferedImage(2, 3, BufferedImage.TYPE_INT_RGB);
  private static final String OF_BYTES = "image of 1 bytes of 1";

  private final NamedImages captioner = new NamedImages();

  private static void assertTags(List<String> tags, Caption caption) {
    assertEquals(tags, caption.tags().stream().map(CaptionTag::name).toList());
  }

  @Test
  void allShapesAreTakenWithoutTags() throws IOException {
    InputStream stream = new ByteArrayInputStream(BYTES);
    assertEquals(OF_BYTES, captioner.caption(BYTES).text());
    assertEquals(OF_BYTES, captioner.caption(ImageSource.of(BYTES)).text());
    assertEquals(OF_BYTES, captioner.caption(captioner.encode(ImageSource.of(BYTES))).text());
    assertEquals("image from a stream of 1", captioner.caption(stream).text());
    assertEquals("image of 2 x 3 pixels of 1", captioner.caption(PIXELS).text());
    assertThrows(NoSuchFileException.class, () -> captioner.caption(Path.of("none.png")));
    assertTags(List.of("dog"), captioner.caption(BYTES));
  }

  @Test
  void allShapesAreTakenWithTags() throws IOException {
    InputStream stream = new ByteArrayInputStream(BYTES);
    List<String> tags = List.of("cloud", "sky");
    assertTags(tags, captioner.caption(BYTES, "cloud, sky"));
    assertTags(tags, captioner.caption(ImageSource.of(BYTES), "cloud, sky"));
    assertTags(tags, captioner.caption(captioner.encode(ImageSource.of(BYTES)), "cloud, sky"));
    assertTags(tags, captioner.caption(stream, "cloud, sky"));
    assertTags(tags, captioner.caption(PIXELS, "cloud, sky"));
    assertThrows(NoSuchFileException.class, () -> captioner.caption(Path.of("none.png"), "sky"));
  }

  @Test
  void allShapesAreTakenWithSteeringAndOptions() throws IOException {
    Steering sky = Steering.of("sky");
    InputStream stream = new ByteArrayInputStream(BYTES);
    EncodedImage encoded = captioner.encode(ImageSource.of(BYTES));
    for (List<Caption> two :
        List.of(
            captioner.caption(BYTES, sky, TWO),
            captioner.caption(ImageSource.of(BYTES), sky, TWO),
            captioner.caption(encoded, sky, TWO),
            captioner.caption(stream, sky, TWO),
            captioner.caption(PIXELS, sky, TWO),
            captioner.caption(CaptionRequest.of(encoded, sky), TWO))) {
      assertEquals(2, two.size());
      assertTags(List.of("sky"), two.get(1));
    }
    Path none = Path.of("none.png");
    assertThrows(NoSuchFileException.class, () -> captioner.caption(none, sky, TWO));
  }

  @Test
  void tagsOfAnEncodedImageAreThoseOfTheImage() throws IOException {
    EncodedImage encoded = captioner.encode(ImageSource.of(BYTES));
    assertEquals(captioner.recognize(BYTES).logits(), captioner.recognize(encoded).logits());
  }
}
