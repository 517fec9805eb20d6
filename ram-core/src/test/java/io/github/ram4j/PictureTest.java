package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void messagesNameThePictureByWhatIsKnownOfIt() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    assertEquals("image of 3 x 2 pixels", Picture.of(image).name());
    assertEquals(Path.of("a", "b.png").toString(), Picture.of(Path.of("a", "b.png")).name());
    assertEquals("picture of 4 bytes", Picture.of(new byte[4]).name());
    assertEquals("picture from a stream", Picture.of(InputStream.nullInputStream()).name());
  }

  @Test
  void nothingIsReadOrCopied() {
    byte[] bytes = {1, 2};
    assertSame(bytes, ((Picture.Bytes) Picture.of(bytes)).bytes());
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
    assertSame(stream, ((Picture.Stream) Picture.of(stream)).stream());
    assertEquals(2, stream.available());
    assertEquals(Path.of("none.png"), ((Picture.File) Picture.of(Path.of("none.png"))).path());
  }

  @Test
  void aPictureThatIsMissingIsRefusedAtOnce() {
    assertThrows(NullPointerException.class, () -> Picture.of((BufferedImage) null));
    assertThrows(NullPointerException.class, () -> Picture.of((Path) null));
    assertThrows(NullPointerException.class, () -> Picture.of((byte[]) null));
    assertThrows(NullPointerException.class, () -> Picture.of((InputStream) null));
  }
}
