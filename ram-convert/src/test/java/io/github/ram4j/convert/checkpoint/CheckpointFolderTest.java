package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a folder of one model, the weights are found; of several, none is guessed. */
class CheckpointFolderTest {
  @TempDir Path folder;

  private void weights(String file, float value) throws IOException {
    byte[] content =
        SampleFiles.safetensors(
            "{\"model.a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            PickleWriter.floats(value));
    Files.write(folder.resolve(file), content);
  }

  private void empty(String... names) throws IOException {
    for (String name : names) {
      Files.write(folder.resolve(name), new byte[0]);
    }
  }

  private void assertRead(float value, List<String> files, List<String> beside) throws IOException {
    assertTrue(CheckpointFolder.is(folder));
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      assertEquals(folder, checkpoint.file());
      assertEquals(files.stream().map(folder::resolve).toList(), checkpoint.files());
      assertEquals(beside, checkpoint.filesBeside());
      CheckpointTensor only = checkpoint.tensors().values().iterator().next();
      assertArrayEquals(new float[] {value}, only.readAllFloats());
    }
  }

  @Test
  void theStandardNameIsReadWhateverLiesBeside() throws IOException {
    empty("README.md", "config.json", "optimizer.pt", "pytorch_model.bin", "training_args.bin");
    Files.createDirectory(folder.resolve("older.pth"));
    weights("model.fp16.safetensors", 2);
    weights("model.safetensors", 1);
    assertRead(
        1, List.of("model.safetensors"), List.of("model.fp16.safetensors", "pytorch_model.bin"));
  }

  @Test
  void pytorchsNameIsReadWhereThereAreNoSafetensors() throws IOException {
    empty("tokenizer.json", "ema.pt");
    Files.write(folder.resolve("pytorch_model.bin"), SampleFiles.zip(false));
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      assertEquals(CheckpointFormat.TORCH_ZIP, checkpoint.format());
      assertEquals(List.of("ema.pt"), checkpoint.filesBeside());
    }
  }

  @Test
  void anIndexIsReadAndItsShardsAreNotBesideIt() throws IOException {
    weights("a-1-of-1.safetensors", 3);
    weights("model.safetensors", 4);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"model.a\":\"a-1-of-1.safetensors\"}}");
    assertRead(
        3,
        List.of("model.safetensors.index.json", "a-1-of-1.safetensors"),
        List.of("model.safetensors"));
  }

  @Test
  void theOnlyFileIsReadWhateverItsName() throws IOException {
    empty("sam.yaml", "scheduler.pt");
    weights("sam_vit_b.SAFETENSORS", 5);
    assertRead(5, List.of("sam_vit_b.SAFETENSORS"), List.of());
  }

  @Test
  void ofSeveralNoneIsGuessed() throws IOException {
    weights("a.safetensors", 1);
    weights("b.safetensors", 1);
    assertTrue(CheckpointFolder.is(folder));
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(folder).close());
    assertEquals(
        folder
            + ": expected a checkpoint file, but this is a folder with several checkpoints, give"
            + " one of them: \"a.safetensors\", \"b.safetensors\"",
        e.getMessage());
  }

  @Test
  void foldersOfOtherFilesAndBundlesAreNone() throws IOException {
    empty("a.jpg", "notes.txt");
    assertFalse(CheckpointFolder.is(folder));
    assertFalse(CheckpointFolder.is(folder.resolve("a.jpg")));
    assertFalse(CheckpointFolder.is(folder.resolve("none")));
    weights("model.safetensors", 1);
    assertTrue(CheckpointFolder.is(folder));
    empty("bundle.properties");
    assertFalse(CheckpointFolder.is(folder));
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(folder).close());
    assertTrue(e.getMessage().contains("this is a bundle"), e.getMessage());
  }

  @Test
  void aWordListIsFoundInAFolderAlone() throws IOException {
    weights("model.safetensors", 1);
    assertEquals(Optional.empty(), CheckpointFolder.words(folder));
    empty("tokenizer.json", "tokenizer_config.json");
    assertEquals(Optional.of(folder.resolve("tokenizer.json")), CheckpointFolder.words(folder));
    empty("vocab.txt");
    assertEquals(Optional.of(folder.resolve("vocab.txt")), CheckpointFolder.words(folder));
    assertEquals(Optional.empty(), CheckpointFolder.words(folder.resolve("model.safetensors")));
  }
}
