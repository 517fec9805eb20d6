package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the index of shards in a folder, or names the folder's kind. */
final class FolderKind {
  private static final String INDEX = ".safetensors.index.json";

  private static final Set<String> CHECKPOINTS = Set.of("pth", "pt", "bin", "ckpt", "safetensors");

  /** The largest number of a folder's entries to examine. */
  private static final int MAX_ENTRIES = 10_000;

  private FolderKind() {}

  /** Returns whether a file's name is that of an index of shards. */
  static boolean isIndex(Path file) {
    return String.valueOf(file.getFileName()).endsWith(INDEX);
  }

  /**
   * The index of the shards in a folder.
   *
   * @throws IOException if the folder cannot be read
   * @throws ModelException if the folder has no index, or more than one; the message names the
   *     folder's kind
   */
  static Path index(Path folder) throws IOException {
    List<String> names = names(folder);
    List<String> indexes = names.stream().filter(n -> n.endsWith(INDEX)).toList();
    if (indexes.size() == 1) {
      return folder.resolve(indexes.get(0));
    }
    throw new ModelException(
        folder + ": expected a checkpoint file, but this is " + kind(names, indexes));
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() == MAX_ENTRIES) {
          break;
        }
        names.add(entry.getFileName().toString());
      }
    }
    Collections.sort(names);
    return names;
  }

  private static String kind(List<String> names, List<String> indexes) {
    if (indexes.size() > 1) {
      return "a folder with several indexes of shards, give one of them: " + Quoted.list(indexes);
    }
    if (names.contains("bundle.properties")) {
      return "a bundle, which needs no conversion";
    }
    if (names.contains("saved_model.pb")) {
      return "a SavedModel of TensorFlow; none of this family is published for it";
    }
    if (names.contains(".metadata") && names.stream().anyMatch(n -> n.endsWith(".distcp"))) {
      return "a checkpoint of torch.distributed.checkpoint (FSDP) in pieces: join them with"
          + " PyTorch, python -m torch.distributed.checkpoint.format_utils dcp_to_torch FOLDER"
          + " weights.pth";
    }
    if (names.contains("data.pkl")) {
      return "an unpacked archive of torch.save: pack it again without compression, with the folder"
          + " itself in it (zip -0 -r weights.pth FOLDER)";
    }
    if (names.contains("pytorch_model.bin.index.json")) {
      return "a folder of shards as pickles (pytorch_model.bin.index.json): save the weights in one"
          + " file, or as safetensors";
    }
    List<String> files =
        names.stream()
            .filter(n -> n.indexOf('.') >= 0)
            .filter(
                n ->
                    CHECKPOINTS.contains(
                        n.substring(n.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
            .toList();
    if (!files.isEmpty()) {
      return "a folder; give the file in it: " + Quoted.list(files);
    }
    return names.isEmpty() ? "an empty folder" : "a folder of " + Quoted.list(names);
  }
}
