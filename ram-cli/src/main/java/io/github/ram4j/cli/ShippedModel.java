package io.github.ram4j.cli;

import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.photo.PhotoModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The taggers that ship, by their names wherever a model is named. */
public enum ShippedModel {
  /** Takes photographs. */
  PHOTO("photo", PhotoModels::tagger),
  /** Takes clip art. */
  CLIPART(ShippedModel.CLIPART_NAME, ClipartModels::ram);

  /** The name of the models of clip art. */
  static final String CLIPART_NAME = "clipart";

  /** What to name, for descriptions of options. */
  static final String NAMES = "photo or clipart";

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Supplier<Bundle> bundle;

  ShippedModel(String title, Supplier<Bundle> bundle) {
    this.title = title;
    this.bundle = bundle;
  }

  /** The name on command lines. */
  String title() {
    return title;
  }

  Bundle bundle() {
    return bundle.get();
  }

  /** The model whose name differs from another in case alone. */
  static Optional<ShippedModel> like(Path model) {
    return Arrays.stream(values())
        .filter(shipped -> model.toString().equalsIgnoreCase(shipped.title))
        .findFirst();
  }

  /**
   * The model of a name, empty for the path of another.
   *
   * @throws IllegalArgumentException if a file has the name, too
   */
  static Optional<ShippedModel> of(Path model) {
    Optional<ShippedModel> found =
        Arrays.stream(values())
            .filter(shipped -> model.toString().equals(shipped.title))
            .findFirst();
    if (found.isPresent() && Files.exists(model)) {
      throw new IllegalArgumentException(
          "model %s: expected one model of that name, found the one that ships and a file: write %s"
              .formatted(model, Path.of(".", model.toString())));
    }
    return found;
  }
}
