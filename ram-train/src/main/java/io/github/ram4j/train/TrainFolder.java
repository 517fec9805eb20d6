package io.github.ram4j.train;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.files.FolderLock;
import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folder of a training.
 *
 * @param folder an existing folder
 */
record TrainFolder(Path folder) {
  /** Lock file of one run at a time, which also marks the folder as a training's. */
  private static final String LOCK = "training.lock";

  private static final String TAGS = "tags.tsv";

  /** The state, from which a training resumes. */
  Path last() {
    return folder.resolve("last.pth");
  }

  /** The checkpoint of the best validation. */
  Path best() {
    return folder.resolve("best.pth");
  }

  /** The measurements of each step. */
  Path history() {
    return folder.resolve("history.jsonl");
  }

  /** The learning curves as an image. */
  Path curves() {
    return folder.resolve("curves.png");
  }

  /** All files that a training replaces. */
  List<Path> files() {
    return List.of(
        last(),
        best(),
        folder.resolve("tags.tsv"),
        folder.resolve("vocab.txt"),
        history(),
        curves());
  }

  /**
   * Locks the folder for one run, if it is new, has none of a training's files, or is a training's.
   */
  FolderLock take() throws IOException {
    if (!Files.exists(folder.resolve(LOCK)) && !Files.exists(last())) {
      for (Path file : files()) {
        if (Files.isRegularFile(file)) {
          throw new FileAlreadyExistsException(
              file.toString(),
              null,
              "expected a folder for a training, found a file that no training wrote");
        }
      }
    }
    return FolderLock.take(folder, LOCK);
  }

  /** Writes the further files for the converter: the tags, and the words of captions. */
  void writeModelFiles(StartingModel model) throws IOException {
    StringBuilder tags = new StringBuilder();
    model.vocabulary().write(tags);
    write(TAGS, tags.toString());
    if (model.words().isPresent()) {
      write("vocab.txt", String.join("\n", model.words().get().words()) + "\n");
    }
  }

  /** Checks that a resumed training has its original tags. */
  void requireTagsOf(StartingModel model) throws IOException {
    Path file = folder.resolve(TAGS);
    try {
      TagVocabulary.read(file).requireSameTags(model.vocabulary());
    } catch (FileFormatException | IllegalArgumentException e) {
      throw new ModelException(
          "%s: expected the tags that this training was begun with: %s"
              .formatted(last(), e.getMessage()),
          e);
    }
  }

  private void write(String name, String text) throws IOException {
    try (PartialFile file = new PartialFile(folder.resolve(name))) {
      Files.writeString(file.path(), text);
      file.finish();
    }
  }
}
