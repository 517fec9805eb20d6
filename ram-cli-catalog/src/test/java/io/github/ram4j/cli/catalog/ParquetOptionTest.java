package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetOptionTest {
  @TempDir Path folder;

  private String run(int exit, Object... arguments) {
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    assertEquals(
        exit,
        RamCatalog.run(
            new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), texts),
        err.toString());
    return err.toString();
  }

  @Test
  void aRunWritesAFileWithoutHadoop() throws Exception {
    assertTrue(
        System.getProperty("java.class.path")
            .lines()
            .noneMatch(path -> path.contains("hadoop-common")),
        "no Hadoop here");
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.copy(Path.of("../ram-examples/samples/frog.png"), images.resolve("frog.png"));
    Path file = folder.resolve("images.parquet");
    run(0, "tag", images, "--model", "clipart", "--parquet", file);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("PAR1") && text.endsWith("PAR1"));
    Files.copy(Path.of("../ram-examples/samples/house.png"), images.resolve("house.png"));
    run(0, "tag", images, "--model", "clipart", "--parquet", file);
    assertTrue(Files.size(file) > text.length(), "an earlier file is replaced");

    Path other = Files.writeString(folder.resolve("other.parquet"), "PAR1 of others PAR1");
    assertTrue(
        run(2, "tag", images, "--model", "clipart", "--parquet", other)
            .contains("--parquet: expected a new name"));
    assertTrue(
        run(2, "tag", images, folder, "--model", "clipart", "--parquet", file)
            .contains("--parquet with several folders: expected --catalog FILE.sqlite"));
  }
}
