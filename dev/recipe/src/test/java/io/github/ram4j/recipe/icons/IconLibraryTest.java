package io.github.ram4j.recipe.icons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconLibraryTest {
  @TempDir Path folder;

  @Test
  void findsIconsByTagAndSet() throws IOException {
    IconLibrary library = TinyIcons.library(folder);
    assertEquals(List.of("tiny-mit", "tiny-apache"), library.sets());
    assertEquals(8, library.classes().size());
    assertEquals(2, library.icons("tiny-mit", "apple").size());
    assertEquals(List.of(), library.icons("tiny-apache", "apple"));
    assertEquals(1, library.icons("apple").size());
    assertEquals(2, library.icons("star").size());
  }

  @Test
  void drawsIconsCutToWhatIsSeen() throws IOException {
    IconRaster apple = TinyIcons.library(folder).icons("tiny-mit", "apple").get(0);
    int middle = apple.argb()[apple.height() / 2 * apple.width() + apple.width() / 2];
    assertEquals(0xff, middle >>> 24);
    assertTrue((middle >> 16 & 0xff) > 180 && (middle & 0xff) < 100, Integer.toHexString(middle));
    assertEquals(0, apple.argb()[0] >>> 24, "a corner of a round thing");
    assertTrue(columnIsSeen(apple, 0) && columnIsSeen(apple, apple.width() - 1));
  }

  private static boolean columnIsSeen(IconRaster icon, int column) {
    for (int y = 0; y < icon.height(); y++) {
      if (icon.argb()[y * icon.width() + column] >>> 24 > 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void secondReadingNeedsNoPackage() throws IOException {
    IconSet set =
        TinyIcons.pack(
            folder, "tiny-mit", Map.of("package/icons.json", TinyIcons.json("tiny-mit")));
    IconRaster drawn = read(set).icons("tiny-mit", "key").get(0);
    Files.delete(folder.resolve(set.fileName()));
    IconRaster kept = read(set).icons("tiny-mit", "key").get(0);
    assertEquals(drawn.width(), kept.width());
    assertArrayEquals(drawn.argb(), kept.argb());
  }

  @Test
  void damagedCacheIsDrawnAgain() throws IOException {
    IconSet set =
        TinyIcons.pack(
            folder, "tiny-mit", Map.of("package/icons.json", TinyIcons.json("tiny-mit")));
    read(set);
    for (Path file : cached()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 0x55;
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 9));
    }
    assertEquals(1, read(set).icons("tiny-mit", "key").size());
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      List<Path> list = files.toList();
      assertEquals(1, list.size());
      return list;
    }
  }

  @Test
  void refusesAnIconThatDrawsNothing() throws IOException {
    byte[] json = "{\"icons\": {\"key\": {\"body\": \"<g/>\"}}}".getBytes(StandardCharsets.UTF_8);
    IconSet set = TinyIcons.pack(folder, "tiny-mit", Map.of("package/icons.json", json));
    List<IconClass> keys = List.of(new IconClass("key", Map.of("tiny-mit", List.of("key"))));
    String message =
        assertThrows(
                IOException.class,
                () -> IconLibrary.read(folder, folder.resolve("cache"), List.of(set), keys))
            .getMessage();
    assertTrue(message.contains("icon key") && message.contains("tiny-mit"), message);
  }

  private IconLibrary read(IconSet set) throws IOException {
    return IconLibrary.read(folder, folder.resolve("cache"), List.of(set), TinyIcons.classes());
  }
}
