package io.github.ram4j.convert.checkpoint;

import java.util.List;
import java.util.Optional;

/** Names the kind of a folder that is no checkpoint, by the names of its files. */
final class FolderKind {
  private FolderKind() {}

  static boolean isBundle(List<String> names) {
    return names.contains("bundle.properties");
  }

  /**
   * The kind of a folder that would not be read, whatever else lies in it.
   *
   * @return empty for folders of other files
   */
  static Optional<String> ofNoModel(List<String> names) {
    if (isBundle(names)) {
      return Optional.of("a bundle, which needs no conversion");
    }
    List<String> indexes = names.stream().filter(CheckpointFolder::isIndex).toList();
    if (indexes.size() > 1) {
      return Optional.of(
          "a folder with several indexes of shards, give one of them: " + Quoted.list(indexes));
    }
    if (names.contains("saved_model.pb")) {
      return Optional.of("a SavedModel of TensorFlow; none of this family is published for it");
    }
    if (names.contains(".metadata") && names.stream().anyMatch(n -> n.endsWith(".distcp"))) {
      return Optional.of(
          "a checkpoint of torch.distributed.checkpoint (FSDP) in pieces: join them with"
              + " PyTorch, python -m torch.distributed.checkpoint.format_utils dcp_to_torch FOLDER"
              + " weights.pth");
    }
    if (names.contains("data.pkl")) {
      return Optional.of(
          "an unpacked archive of torch.save: pack it again without compression, with the folder"
              + " itself in it (zip -0 -r weights.pth FOLDER)");
    }
    if (names.contains("pytorch_model.bin.index.json")) {
      return Optional.of(
          "a folder of shards as pickles (pytorch_model.bin.index.json): save the weights in one"
              + " file, or as safetensors");
    }
    return Optional.empty();
  }
}
