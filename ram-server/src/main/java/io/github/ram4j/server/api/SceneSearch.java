package io.github.ram4j.server.api;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.server.batch.BatchResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags, boxes and masks of images, by models that stay the caller's. Thread-safe as they are. */
public final class SceneSearch {
  private final Recognizer recognizer;
  private final SceneFinder finder;
  private final boolean findsMasks;

  /** A search by a model of boxes, and one of masks where there is one. */
  public SceneSearch(Recognizer recognizer, Locator locator, Optional<Segmenter> segmenter) {
    this.recognizer = recognizer;
    SceneFinder boxes = SceneFinder.of(locator);
    this.finder = segmenter.map(boxes::withSegmenter).orElse(boxes);
    this.findsMasks = segmenter.isPresent();
  }

  /**
   * What is looked for in an image.
   *
   * @param name of the image; empty for none
   * @param names to look for; empty for the recognized tags
   * @param allTags whether attributes and actions among the recognized tags are looked for, too
   */
  record Question(
      ImageSource image, String name, List<String> names, boolean allTags, LocateOptions options) {}

  boolean findsMasks() {
    return findsMasks;
  }

  /** The scenes of images, one after the other. */
  List<BatchResult<Scene>> of(List<Question> questions) {
    List<BatchResult<Scene>> scenes = new ArrayList<>();
    for (Question question : questions) {
      try {
        scenes.add(BatchResult.of(of(question)));
      } catch (IOException | RuntimeException e) {
        scenes.add(BatchResult.failed(e));
      }
    }
    return scenes;
  }

  private Scene of(Question question) throws IOException {
    SceneFinder asked = finder.withOptions(question.options());
    if (!question.names().isEmpty()) {
      return asked.findTags(question.name(), question.image(), tags(question.names()));
    }
    List<TagScore> tags = recognizer.recognize(question.image()).tags();
    return asked.find(
        question.name(), question.image(), question.allTags() ? tags : ThingTags.of(tags));
  }

  /**
   * Names as tags, each once. One of the tagger's list has the Chinese names of the list, and a
   * Chinese one becomes the English that detectors read.
   */
  private List<Tag> tags(List<String> names) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    for (String name : names) {
      List<Tag> listed = recognizer.vocabulary().find(name);
      if (listed.isEmpty()) {
        tags.putIfAbsent(name, new Tag(tags.size(), name, List.of(), true));
      }
      for (Tag tag : listed) {
        String english = tag.english().equalsIgnoreCase(name) ? name : tag.english();
        tags.putIfAbsent(english, new Tag(tags.size(), english, tag.chinese(), true));
      }
    }
    return List.copyOf(tags.values());
  }
}
