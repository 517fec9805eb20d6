package io.github.ram4j.convert.checkpoint;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names the kind of a zip archive without weights of torch.save, by the names of its entries. */
final class ZipKind {
  private static final Set<String> IMAGES =
      Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff");

  private static final Set<String> CHECKPOINTS = Set.of("pth", "pt", "bin", "ckpt", "safetensors");

  private ZipKind() {}

  /**
   * Returns a sentence about the archive, or null if its kind is unknown.
   *
   * @param names the names of all entries, sorted
   */
  static String of(List<String> names) {
    if (any(names, "constants.pkl") && names.stream().anyMatch(n -> n.contains("/code/"))) {
      return "this is a TorchScript archive (torch.jit.save), a program with its weights: load it"
          + " with torch.jit.load and save the weights alone: torch.save(model.state_dict(),"
          + " \"weights.pth\")";
    }
    if (any(names, "archive_format")
        || any(names, "serialized_exported_program.json")
        || any(names, "models/model.json")) {
      return "this is a program that torch.export saved (.pt2), not weights: save"
          + " program.state_dict with torch.save";
    }
    if (any(names, ".data/extern_modules")) {
      return "this is a package of torch.package, code with its weights: load it with PyTorch and"
          + " save the weights alone";
    }
    if (any(names, "model.weights.h5")) {
      return "this is a model of Keras; none of this family is published for it";
    }
    if (any(names, "saved_model.pb")) {
      return "this is a packed SavedModel of TensorFlow; none of this family is published for it";
    }
    if (any(names, "bundle.properties")) {
      return "this is a packed bundle: unpack it and use the folder, it needs no conversion";
    }
    if (any(names, "META-INF/MANIFEST.MF")) {
      return "this is a jar of Java";
    }
    if (any(names, "[Content_Types].xml")) {
      return "this is an office document";
    }
    if (!names.isEmpty() && names.stream().allMatch(n -> n.endsWith(".npy"))) {
      return "this is an archive of numpy arrays (.npz): save them with"
          + " safetensors.numpy.save_file";
    }
    List<String> packed = ending(names, CHECKPOINTS);
    if (!packed.isEmpty()) {
      return "this is a zip archive around " + Quoted.list(packed) + ": unpack it first";
    }
    if (!ending(names, Set.of("onnx")).isEmpty()) {
      return "this is a zip archive around an ONNX file: unpack it first";
    }
    List<String> images = ending(names, IMAGES);
    if (!images.isEmpty()) {
      return "this is a zip archive of images, such as " + Quoted.of(images.get(0));
    }
    return null;
  }

  /**
   * Returns whether an archive is TorchScript: a program and its constants beside data.pkl.
   *
   * @param names the names of all entries
   * @param folder the folder of data.pkl
   */
  static boolean isTorchScript(Collection<String> names, String folder) {
    return names.contains(folder + "/constants.pkl")
        && names.stream().anyMatch(n -> n.startsWith(folder + "/code/"));
  }

  private static boolean any(List<String> names, String name) {
    String under = name.startsWith("/") ? name : "/" + name;
    return names.stream().anyMatch(n -> n.equals(name) || n.endsWith(under));
  }

  private static List<String> ending(List<String> names, Set<String> endings) {
    return names.stream()
        .filter(n -> n.indexOf('.') >= 0)
        .filter(n -> endings.contains(n.substring(n.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
        .toList();
  }
}
