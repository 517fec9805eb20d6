package io.github.ram4j.spring;

import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.photo.PhotoModels;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/** Models that ship as artifacts of this project, which the application may have or not. */
enum ShippedModel {
  PHOTO("photo", "ram-model-photo", "io.github.ram4j.photo.PhotoModels") {
    @Override
    Bundle bundle(ModelTask task) {
      return PhotoModels.tagger();
    }
  },
  CLIPART("clipart", "ram-model-clipart", "io.github.ram4j.clipart.ClipartModels") {
    @Override
    Bundle bundle(ModelTask task) {
      return task.equals(ModelTask.CAPTIONING) ? ClipartModels.tag2text() : ClipartModels.ram();
    }
  };

  private final String id;
  private final String artifact;
  private final String type;

  ShippedModel(String id, String artifact, String type) {
    this.id = id;
    this.artifact = artifact;
    this.type = type;
  }

  static Optional<ShippedModel> of(String id) {
    return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
  }

  String artifact() {
    return artifact;
  }

  /** Whether the application has the artifact. */
  boolean isThere() {
    return ClassUtils.isPresent(type, ShippedModel.class.getClassLoader());
  }

  /** The model for a task, or one that does not have it. */
  abstract Bundle bundle(ModelTask task);
}
