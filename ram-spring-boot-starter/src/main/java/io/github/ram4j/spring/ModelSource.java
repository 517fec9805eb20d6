package io.github.ram4j.spring;

import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The model that the properties of a bean name.
 *
 * @param bean the properties' middle: recognizer, captioner, text-encoder, locator or segmenter
 * @param model a shipped model's name, a folder or resources
 * @param sha256 the expected digest of the manifest, null for any
 * @param task that the model has to solve
 */
record ModelSource(String bean, String model, @Nullable String sha256, ModelTask task) {

  String property(String name) {
    return RamProperties.PREFIX + "." + bean + "." + name;
  }

  /** Reads the manifest and checks that the model is there, is the one expected, and fits. */
  Bundle read() {
    Location location = new Location(property("model"), model);
    String expected = "a bundle for " + task;
    Bundle bundle =
        ShippedModel.of(model)
            .map(this::shipped)
            .orElseGet(() -> location.reading(expected, location::bundle));
    if (sha256 != null) {
      requireDigest(location, sha256);
    }
    return location.reading(
        expected,
        () -> {
          bundle.require(task);
          return bundle;
        });
  }

  private Bundle shipped(ShippedModel shipped) {
    if (!shipped.isThere()) {
      throw new ModelPropertyException(
          property("model"),
          "the artifact %s beside the name \"%s\"".formatted(shipped.artifact(), model),
          "it not on the class path",
          null);
    }
    if (sha256 != null) {
      throw new ModelPropertyException(
          property("sha256"),
          "none for a model that ships, which has the version of its artifact",
          sha256,
          null);
    }
    return shipped.bundle(task);
  }

  private void requireDigest(Location location, String digest) {
    Location manifest = location.file(BundleManifest.FILE_NAME);
    String found = manifest.reading("a bundle", () -> digest(manifest));
    if (!found.equals(digest.strip().toLowerCase(Locale.ROOT))) {
      throw new ModelPropertyException(
          property("sha256"),
          digest,
          "%s, the SHA-256 of %s".formatted(found, manifest.value()),
          null);
    }
  }

  private static String digest(Location manifest) throws IOException {
    try (InputStream in = manifest.open()) {
      return BundleFile.measure(BundleManifest.FILE_NAME, in).sha256();
    }
  }
}
