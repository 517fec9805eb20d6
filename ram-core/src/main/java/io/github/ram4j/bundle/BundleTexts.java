package io.github.ram4j.bundle;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.lines.LineLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The texts of a bundle: its manifest and its tags.
 *
 * @param name of the bundle, in messages
 * @param folder null for resources
 * @param content opens its files
 */
record BundleTexts(String name, Path folder, Bundle.Content content) {

  /** The folder's path; of resources, the last folder. */
  private String shortName() {
    return folder != null ? name : name.replaceFirst("^.*[:/](?=[^/]+/?$)", "").replace("/", "");
  }

  BundleManifest manifest() throws IOException {
    if (folder != null && !Files.isRegularFile(folder.resolve(BundleManifest.FILE_NAME))) {
      throw new ModelException(
          "bundle %s: expected a file %s, found none; is this the folder that convert wrote?"
              .formatted(name, BundleManifest.FILE_NAME));
    }
    try (InputStream in = content.open(BundleManifest.FILE_NAME);
        Reader text =
            new LineLimit(
                new InputStreamReader(in, StandardCharsets.UTF_8),
                "manifest",
                FileFormatException::new)) {
      Properties lines = new DistinctLines();
      lines.load(text);
      return BundleManifest.of(lines);
    } catch (FileFormatException | IllegalArgumentException e) {
      throw new ModelException(
          "bundle %s: %s: %s".formatted(name, BundleManifest.FILE_NAME, e.getMessage()), e);
    }
  }

  TagVocabulary tags() throws IOException {
    if (folder != null && !Files.isRegularFile(folder.resolve(BundleManifest.TAGS_FILE_NAME))) {
      throw new ModelException(
          "bundle %s: expected a file %s, found none"
              .formatted(name, BundleManifest.TAGS_FILE_NAME));
    }
    try (InputStream in = content.open(BundleManifest.TAGS_FILE_NAME);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return TagVocabulary.read(text, BundleManifest.TAGS_FILE_NAME)
          .withName("the tags of bundle " + shortName());
    } catch (FileFormatException e) {
      throw new ModelException("bundle %s: %s".formatted(name, e.getMessage()), e);
    }
  }
}
