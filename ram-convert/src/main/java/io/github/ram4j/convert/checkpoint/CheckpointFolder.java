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
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoint of a folder with one model, as Hugging Face has them: an index of shards, {@code
 * model.safetensors}, {@code pytorch_model.bin}, or the only file that may be a checkpoint.
 *
 * @param file the index, or the file
 * @param others names of the other files that may be checkpoints; shards of the index are among
 *     them
 */
public record CheckpointFolder(Path file, List<String> others) {
  private static final String INDEX = ".safetensors.index.json";

  /** The names that PyTorch's libraries write a whole model by, the preferred one first. */
  private static final String SAFETENSORS = "model.safetensors";

  private static final String PICKLE = "pytorch_model.bin";

  private static final Set<String> SUFFIXES = Set.of("pth", "pt", "bin", "ckpt", "safetensors");

  /** Files of a training that lie beside its weights. */
  private static final Set<String> NO_WEIGHTS =
      Set.of(
          "optimizer.pt",
          "optimizer.bin",
          "scheduler.pt",
          "scaler.pt",
          "rng_state.pth",
          "training_args.bin");

  /** The names of token vocabularies, the preferred one first. */
  private static final List<String> WORD_LISTS = List.of("vocab.txt", "tokenizer.json");

  /** The largest number of a folder's entries to examine. */
  private static final int MAX_ENTRIES = 10_000;

  /** Returns whether a file's name is that of an index of shards. */
  static boolean isIndex(String name) {
    return name.endsWith(INDEX);
  }

  /**
   * Returns whether a folder has files of a checkpoint and is no bundle.
   *
   * @param folder may be anything; false for what is no folder
   * @throws IOException if the folder cannot be read
   */
  public static boolean is(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<String> names = names(folder);
    return !FolderKind.isBundle(names)
        && names.stream().anyMatch(name -> isIndex(name) || mayBeWeights(name));
  }

  /**
   * Finds the checkpoint.
   *
   * @throws IOException if the folder cannot be read
   * @throws ModelException if the folder has none, or several of which no name says which is the
   *     model; the message names the folder's kind
   */
  static CheckpointFolder of(Path folder) throws IOException {
    List<String> names = names(folder);
    List<String> weights = names.stream().filter(CheckpointFolder::mayBeWeights).toList();
    String chosen =
        standard(names)
            .orElseGet(
                () -> {
                  Optional<String> kind = FolderKind.ofNoModel(names);
                  if (kind.isPresent() || weights.size() != 1) {
                    throw new ModelException(
                        "%s: expected a checkpoint file, but this is %s"
                            .formatted(folder, kind.orElse(several(names, weights))));
                  }
                  return weights.get(0);
                });
    return new CheckpointFolder(
        folder.resolve(chosen), weights.stream().filter(name -> !name.equals(chosen)).toList());
  }

  /**
   * The token vocabulary in the folder of a checkpoint.
   *
   * @param folder the checkpoint as it was given; a file has none
   */
  public static Optional<Path> words(Path folder) {
    return WORD_LISTS.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  private static Optional<String> standard(List<String> names) {
    List<String> indexes = names.stream().filter(CheckpointFolder::isIndex).toList();
    if (FolderKind.isBundle(names) || indexes.size() > 1) {
      return Optional.empty();
    }
    if (indexes.size() == 1) {
      return Optional.of(indexes.get(0));
    }
    if (names.contains(SAFETENSORS)) {
      return Optional.of(SAFETENSORS);
    }
    return names.contains(PICKLE) && FolderKind.ofNoModel(names).isEmpty()
        ? Optional.of(PICKLE)
        : Optional.empty();
  }

  private static String several(List<String> names, List<String> weights) {
    if (!weights.isEmpty()) {
      return "a folder with several checkpoints, give one of them: " + Quoted.list(weights);
    }
    return names.isEmpty() ? "an empty folder" : "a folder of " + Quoted.list(names);
  }

  private static boolean mayBeWeights(String name) {
    return name.indexOf('.') >= 0
        && SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        && !NO_WEIGHTS.contains(name);
  }

  /** Names of the folder's files, sorted; those of folders end with a slash. */
  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() == MAX_ENTRIES) {
          break;
        }
        names.add(entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""));
      }
    }
    Collections.sort(names);
    return names;
  }
}
