package io.github.ram4j.recipe.icons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconPackageTest {
  private static final String FILE = "package/icons.json";

  @TempDir Path folder;

  @Test
  void readsTheIconsThatAreWantedAndNoOthers() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("package/package.json", new byte[700]);
    files.put(FILE, TinyIcons.json("tiny-mit"));
    IconSet set = TinyIcons.pack(folder, "tiny-mit", files);
    Map<String, String> icons = IconPackage.read(folder, set, Set.of("star", "key"));
    assertEquals(Set.of("star", "key"), icons.keySet());
    assertTrue(icons.get("key").contains("viewBox=\"0.0 0.0 32.0 32.0\""), icons.get("key"));
  }

  @Test
  void anIconsOwnBoxComesBeforeTheSets() throws IOException {
    String json =
        """
        {"icons": {"a": {"body": "<g/>", "left": -1, "width": 7}}, "height": 9, "info": {"x": []}}
        """;
    IconSet set = TinyIcons.pack(folder, "own", Map.of(FILE, utf8(json)));
    String icon = IconPackage.read(folder, set, Set.of("a")).get("a");
    assertTrue(icon.contains("viewBox=\"-1.0 0.0 7.0 9.0\""), icon);
  }

  @Test
  void saysHowToGetAMissingPackage() {
    IconSet set = IconSets.named("twemoji");
    String message = failure(set);
    assertTrue(message.contains("npm pack @iconify-json/twemoji@1.2.5"), message);
    assertTrue(message.contains("iconify-json-twemoji-1.2.5.tgz"), message);
  }

  @Test
  void refusesAnotherFileThanTheListed() throws IOException {
    IconSet set = TinyIcons.pack(folder, "tiny-mit", Map.of(FILE, TinyIcons.json("tiny-mit")));
    Files.write(folder.resolve(set.fileName()), new byte[100]);
    String message = failure(set);
    assertTrue(message.contains(set.sha256()) && message.contains("npm pack"), message);
  }

  @Test
  void refusesWhatIsNoPackage() throws IOException {
    refused(utf8("no archive"), "GZIP");
    refused(TinyIcons.gzip(TinyIcons.tar(Map.of("icons.json", new byte[3]))), FILE);
    refused(TinyIcons.gzip(TinyIcons.header(FILE, "not octal")), "octal");
    refused(TinyIcons.gzip(TinyIcons.header(FILE, "77777777777")), "at most");
    byte[] whole = TinyIcons.tar(Map.of(FILE, TinyIcons.json("tiny-mit")));
    refused(TinyIcons.gzip(Arrays.copyOf(whole, 900)), "found the end");
    refused(TinyIcons.gzip(TinyIcons.tar(Map.of(FILE, utf8("{\"icons\": 3}")))), "START_OBJECT");
    refused(TinyIcons.gzip(TinyIcons.tar(Map.of(FILE, utf8("{\"icons\": {}}")))), "icon star");
    String deep = "{\"a\": " + "[".repeat(100_000);
    refused(TinyIcons.gzip(TinyIcons.tar(Map.of(FILE, utf8(deep)))), "nesting");
  }

  private void refused(byte[] file, String cause) throws IOException {
    IconSet set = TinyIcons.write(folder, "bad", file);
    String message = failure(set);
    assertTrue(message.contains(cause), message);
    assertTrue(message.contains(set.fileName()), message);
  }

  private String failure(IconSet set) {
    return assertThrows(IOException.class, () -> IconPackage.read(folder, set, Set.of("star")))
        .getMessage();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
