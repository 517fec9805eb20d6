package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and folders that are no checkpoints are called what they are. */
class ForeignFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m/attributes.pkl,m/constants.pkl,m/code/m.py | this is a TorchScript archive
          x/archive_format,x/models/model.json | torch.export
          p/.data/extern_modules,p/m.py | torch.package
          config.json,model.weights.h5 | model of Keras
          s/saved_model.pb | SavedModel of TensorFlow
          b/bundle.properties,b/tags.tsv | a packed bundle
          META-INF/MANIFEST.MF,a.class | a jar
          [Content_Types].xml | office document
          a.npy,b.npy | numpy arrays (.npz)
          ram/ram.pth | a zip archive around "ram/ram.pth": unpack it first
          m/model.onnx | around an ONNX file
          a/1.JPG,a/2.png | a zip archive of images, such as "a/1.JPG"
          readme.txt | with one NAME/data.pkl, found entries "readme.txt"
          """)
  void zipArchivesAreCalledWhatTheyAre(String names, String kind) throws IOException {
    for (int method : new int[] {0, 8}) {
      ZipWriter zip = new ZipWriter(false).method(method);
      for (String name : names.split(",", -1)) {
        zip.entry(name, new byte[3]);
      }
      SampleFiles.assertRefused(folder, zip.finish(), kind);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          894844460d0a1a0a | HDF5 file, as Keras writes them
          47475546030000000000 | GGUF
          08071207707974 | looks like an ONNX file
          0801120a | SavedModel of TensorFlow
          1c00000054464c33 | TensorFlow Lite
          000000000000000057fb808b247547db | index of a TensorFlow checkpoint
          934e554d505901007600 | array of numpy
          89504e470d0a1a0a0000 | image (PNG)
          ffd8ffe000 | image (JPEG)
          425a683931415926535900 | bzip2
          fd377a585a0000 | xz
          28b52ffd00 | zstd
          377abcaf271c00 | 7z
          526172211a0700 | RAR
          7f454c4602010100 | program or library of Linux
          3c3f786d6c20 | XML
          """)
  void filesAreCalledWhatTheyAre(String hex, String kind) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    SampleFiles.assertRefused(folder, bytes, kind);
  }

  @Test
  void tensorFlowsDataAreKnownByTheirName() throws IOException {
    Path file = Files.write(folder.resolve("model.ckpt.data-00000-of-00001"), new byte[9]);
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(file).close());
    assertTrue(e.getMessage().contains("the data of a TensorFlow checkpoint"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bundle.properties,tags.tsv | a bundle, which needs no conversion
          saved_model.pb | a SavedModel of TensorFlow
          .metadata,__0_0.distcp | python -m torch.distributed.checkpoint.format_utils dcp_to_torch
          data.pkl,version | an unpacked archive of torch.save
          pytorch_model.bin.index.json | a folder of shards as pickles
          a.safetensors.index.json,b.safetensors.index.json | with several indexes of shards
          config.json,a.pth,b.pt | a folder with several checkpoints, give one of them: "a.pth", "b.pt"
          optimizer.pt | a folder of "optimizer.pt"
          a.jpg | a folder of "a.jpg"
          """)
  void foldersAreCalledWhatTheyAre(String names, String kind) throws IOException {
    for (String name : names.split(",", -1)) {
      Files.write(folder.resolve(name), "x".getBytes(StandardCharsets.UTF_8));
    }
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(folder).close());
    String beginning = folder + ": expected a checkpoint file, but this is ";
    assertEquals(beginning, e.getMessage().substring(0, beginning.length()));
    assertTrue(e.getMessage().contains(kind), e.getMessage());
  }
}
