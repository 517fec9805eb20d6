package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.StorageRef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A reader of archives that {@code torch.save} writes since PyTorch 1.6: {@code NAME/data.pkl}
 * describes the tensors, {@code NAME/data/KEY} are their storages, {@code NAME/byteorder} is the
 * byte order of numbers.
 *
 * <p>A TorchScript archive ({@code torch.jit.save}) is laid out alike, and has its program beside
 * the tensors: {@code NAME/code/} and {@code NAME/constants.pkl}, often compressed. These entries
 * are never read. Its data.pkl is a tree of objects, which {@link ScriptTree} makes a dict of.
 */
final class TorchZipFile {
  private static final String PICKLE = "/data.pkl";

  /** The longest pickle, in bytes: hundreds of times that of the largest training checkpoint. */
  private static final int MAX_PICKLE = 256 << 20;

  private static final int MAX_BYTEORDER = 16;

  private final MappedFile file;
  private final ZipDirectory zip;
  private final String name;
  private final boolean script;

  private TorchZipFile(MappedFile file, ZipDirectory zip, String name) {
    this.file = file;
    this.zip = zip;
    this.name = name;
    this.script = ZipKind.isTorchScript(zip.names(), name);
  }

  /**
   * Reads the archive's directory.
   *
   * @throws ModelException if the directory is damaged, or that of something else
   */
  static TorchZipFile open(MappedFile file) {
    ZipDirectory zip = ZipDirectory.read(file);
    return new TorchZipFile(file, zip, archiveName(file, zip));
  }

  /** The format: of weights, or of a program with its weights. */
  CheckpointFormat format() {
    return script ? CheckpointFormat.TORCH_SCRIPT : CheckpointFormat.TORCH_ZIP;
  }

  /** The folder of data.pkl, an arbitrary name: that of the user's file. */
  private static String archiveName(MappedFile file, ZipDirectory zip) {
    String kind = ZipKind.of(zip.names().stream().sorted().toList());
    List<String> found =
        zip.names().stream()
            .filter(n -> n.endsWith(PICKLE) && n.indexOf('/') == n.length() - PICKLE.length())
            .toList();
    if (kind != null && found.size() != 1) {
      throw file.problem("expected a checkpoint (torch.save or safetensors), but " + kind);
    }
    if (found.size() != 1) {
      throw file.problem(
          "expected a zip archive as torch.save writes it, with one NAME/data.pkl, found "
              + (found.isEmpty() ? "entries " : "")
              + Quoted.list(found.isEmpty() ? zip.names().stream().sorted().toList() : found));
    }
    String pickle = found.get(0);
    return pickle.substring(0, pickle.length() - PICKLE.length());
  }

  /**
   * Reads the description of the weights.
   *
   * @param wanted name of the model to read, or null
   * @throws ModelException if the archive is damaged, no checkpoint or unsafe
   */
  CheckpointContents read(String wanted) {
    ZipDirectory.Entry pickle = zip.get(name + PICKLE);
    ByteBuffer bytes = bytes(pickle, MAX_PICKLE);
    TorchObjects objects = new TorchObjects(file, script);
    Object root = new Unpickler(new PickleInput(file, "data.pkl", bytes), objects).load();
    ByteOrder order = byteOrder();
    return new StateDict(file, storage -> locate(storage, order))
        .read(script ? ScriptTree.tensors(file, root) : root, wanted);
  }

  private ByteOrder byteOrder() {
    ZipDirectory.Entry entry = zip.get(name + "/byteorder");
    if (entry == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String found = StandardCharsets.UTF_8.decode(bytes(entry, MAX_BYTEORDER)).toString();
    return switch (found) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw file.problem(
              "expected the byte order \"little\" or \"big\", found " + Quoted.of(found));
    };
  }

  private TensorData locate(StorageRef storage, ByteOrder order) {
    ZipDirectory.Entry entry = zip.get(name + "/data/" + storage.key());
    if (entry == null) {
      throw file.problem(
          "the storage " + Quoted.of(storage.key()) + " that data.pkl names is not in the archive");
    }
    if (storage.elements() != entry.size() / storage.dtype().bytes()
        || entry.size() % storage.dtype().bytes() != 0) {
      throw file.problem(
          "the storage "
              + Quoted.of(storage.key())
              + ": expected "
              + storage.elements()
              + " elements of "
              + storage.dtype().torchName()
              + ", found "
              + entry.size()
              + " bytes");
    }
    long position = zip.position(entry);
    return new TensorData(file, position, storage.elements(), storage.dtype(), order);
  }

  private ByteBuffer bytes(ZipDirectory.Entry entry, int most) {
    if (entry.size() > most) {
      throw file.problem(
          "the entry "
              + Quoted.of(entry.name())
              + ": expected at most "
              + most
              + " bytes, found "
              + entry.size());
    }
    return file.slice(zip.position(entry), (int) entry.size());
  }
}
