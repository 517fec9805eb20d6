package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageSourceTest {
  @Test
  void messagesNameTheImageByWhatIsKnownOfIt() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertEquals("image of 3 x 2 pixels", ImageSource.of(image).name());
    assertEquals(Path.of("a", "b.png").toString(), ImageSource.of(Path.of("a", "b.png")).name());
    assertEquals("image of 4 bytes", ImageSource.of(new byte[4]).name());
    assertEquals("image from a stream", ImageSource.of(InputStream.nullInputStream()).name());
  }

  @Test
  void nothingIsReadOrCopied() {
    byte[] bytes = {1, 2};
    assertSame(bytes, ((ImageSource.Bytes) ImageSource.of(bytes)).bytes());
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
    assertSame(stream, ((ImageSource.Stream) ImageSource.of(stream)).stream());
    assertEquals(2, stream.available());
    assertEquals(
        Path.of("none.png"), ((ImageSource.File) ImageSource.of(Path.of("none.png"))).path());
  }

  @Test
  void anImageThatIsMissingIsRefusedAtOnce() {
    assertThrows(NullPointerException.class, () -> ImageSource.of((BufferedImage) null));
    assertThrows(NullPointerException.class, () -> ImageSource.of((Path) null));
    assertThrows(NullPointerException.class, () -> ImageSource.of((byte[]) null));
    assertThrows(NullPointerException.class, () -> ImageSource.of((InputStream) null));
  }
}
