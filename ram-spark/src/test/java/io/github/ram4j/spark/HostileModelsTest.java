package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is no model of tags ends the job, with an error that names it; nothing stays open. */
class HostileModelsTest {
  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void save() throws IOException {
    SharedModels.closeAll();
    bundle = SavedBundle.clipart(folder.resolve("a b%20c 図"));
  }

  private static String failure(String model) {
    Dataset<Row> rows = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 2, 0), 1);
    Exception e =
        assertThrows(
            Exception.class, () -> new RamTagger().setModel(model).transform(rows).collectAsList());
    assertEquals(0, SharedModels.openCount());
    return e.toString();
  }

  private static void requireFailure(String model, String... parts) {
    String failure = failure(model);
    for (String part : parts) {
      assertTrue(failure.contains(part), failure);
    }
  }

  private void edit(String from, String to) throws IOException {
    Path manifest = bundle.resolve("bundle.properties");
    Files.writeString(manifest, Files.readString(manifest).replace(from, to));
  }

  @Test
  void whatIsNoFolderOfABundle() throws IOException {
    requireFailure(
        Files.writeString(folder.resolve("x.txt"), "x").toString(),
        "x.txt: expected the folder of a bundle on this machine, found a file");
    requireFailure(folder.resolve("none").toString(), "none: expected the folder", "found nothing");
    requireFailure("nowhere", "model nowhere: expected the folder of a bundle among the added");
    requireFailure("hdfs:///ram", "model hdfs:///ram: expected clipart", "found a URL");
    requireFailure("../" + folder.getFileName(), "expected the folder of a bundle");
    String empty = Files.createDirectory(folder.resolve("empty")).toString();
    requireFailure(empty, empty, "bundle.properties");
  }

  @Test
  void bundlesOfOtherTasks() throws IOException {
    edit("tasks = tagging, open-vocabulary", "tasks = segmentation");
    requireFailure(bundle.toString(), bundle.toString(), "segmentation");
  }

  @Test
  void damagedBundles() throws IOException {
    Path head = bundle.resolve("tagging_head.onnx");
    byte[] bytes = Files.readAllBytes(head);
    Files.write(head, Arrays.copyOf(bytes, bytes.length / 2));
    requireFailure(bundle.toString(), head.getFileName().toString());
    bytes[bytes.length / 2]++;
    Files.write(head, bytes);
    requireFailure(bundle.toString(), head.getFileName().toString());
    Files.delete(head);
    requireFailure(bundle.toString(), head.getFileName().toString());
    Files.writeString(bundle.resolve("bundle.properties"), "format = 3\n");
    requireFailure(bundle.toString(), "bundle.properties");
  }

  @Test
  void captionsOfAModelThatWritesNone() {
    Dataset<Row> rows = DrawnTable.table(SPARK.session(), DrawnTable.rows(0, 2, 0), 1);
    for (String model : List.of(bundle.toString(), "photo")) {
      RamTagger tagger = new RamTagger().setModel(model).setCaption(true);
      Exception e = assertThrows(Exception.class, () -> tagger.transform(rows).collectAsList());
      assertTrue(e.toString().contains("caption"), e.toString());
    }
    assertEquals(0, SharedModels.openCount());
  }
}
