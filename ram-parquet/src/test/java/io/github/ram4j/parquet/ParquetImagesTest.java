package io.github.ram4j.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetImagesTest {
  @TempDir Path folder;
  private Catalog catalog;

  @BeforeEach
  void make() throws Exception {
    catalog = Catalog.open(folder.resolve("c.sqlite"));
    run("INSERT INTO root (id, path) VALUES (1, '/images'), (2, '/others')");
    run("INSERT INTO run (id, started, program, model) VALUES (1, 0, 'test', 'm')");
    run(
        "INSERT INTO tag (id, english, chinese, category) VALUES (1, 'dog', '[\"狗\",\"犬\"]',"
            + " 'object-or-scene')");
    run(
        "INSERT INTO tag (id, english, chinese, path) VALUES (2, 'Beach', '[]',"
            + " '[\"Nature\",\"Sea\"]')");
    run("INSERT INTO embedding_space VALUES (1, 'pooled', 'abc', 3)");
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
  }

  private void run(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = catalog.connection().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private void image(long id, int root, String path, String state) throws SQLException {
    run(
        "INSERT INTO image (id, root_id, path, size, modified_ns, state, seq)"
            + " VALUES (?, ?, ?, 123, 1700000000123456789, ?, ?)",
        id,
        root,
        path,
        state,
        id);
  }

  private static List<Group> read(Path file) throws Exception {
    List<Group> rows = new ArrayList<>();
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new GzipCodec())
            .build();
    assertFalse(options instanceof HadoopReadOptions);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      PageReadStore pages;
      while ((pages = reader.readNextRowGroup()) != null) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(RowWriter.SCHEMA)
                .getRecordReader(pages, new GroupRecordConverter(RowWriter.SCHEMA));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    image(1, 1, "a/狗 🐕.jpg", "done");
    run("UPDATE image SET sha256 = x'00ff', width = 640, height = 480 WHERE id = 1");
    run("INSERT INTO image_tag VALUES (1, 1, 1363, 0.75, 1), (1, 2, NULL, 0.875, 1)");
    run("INSERT INTO caption (image_id, position, text) VALUES (1, 1, 'second'), (1, 0, 'a dog')");
    ByteBuffer vector = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    vector.putShort((short) 0x3c00).putShort((short) 0xb800).putShort((short) 0x0001);
    run("INSERT INTO embedding VALUES (1, 1, ?)", vector.array());
    image(2, 1, "b.jpg", "failed");
    run("UPDATE image SET error = 'expected an image, found text' WHERE id = 2");
    image(3, 1, "c.jpg", "done");
    image(4, 1, "pending.jpg", "pending");
    image(5, 1, "gone.jpg", "gone");
    image(6, 2, "other.jpg", "done");

    Path file = folder.resolve("out.parquet");
    assertEquals(3, ParquetImages.write(catalog, catalog.roots().subList(0, 1), file));
    List<Group> rows = read(file);
    assertEquals(3, rows.size());
    Group first = rows.get(0);
    assertEquals("/images", first.getString("folder", 0));
    assertEquals("a/狗 🐕.jpg", first.getString("image", 0));
    assertEquals(1700000000123456L, first.getLong("modified", 0));
    assertEquals("00ff", first.getString("sha256", 0));
    assertEquals(640, first.getInteger("width", 0));
    Group tags = first.getGroup("tags", 0);
    assertEquals(2, tags.getFieldRepetitionCount("list"));
    Group beach = tags.getGroup("list", 0).getGroup("element", 0);
    assertEquals("Beach", beach.getString("english", 0));
    assertEquals(0.875f, beach.getFloat("score", 0));
    assertEquals(0, beach.getFieldRepetitionCount("id"));
    assertEquals("Sea", beach.getGroup("path", 0).getGroup("list", 1).getString("element", 0));
    Group dog = tags.getGroup("list", 1).getGroup("element", 0);
    assertEquals(1363, dog.getInteger("id", 0));
    assertEquals("犬", dog.getGroup("chinese", 0).getGroup("list", 1).getString("element", 0));
    assertEquals("object-or-scene", dog.getString("category", 0));
    assertEquals(
        "a dog", first.getGroup("captions", 0).getGroup("list", 0).getString("element", 0));
    Group embedding = first.getGroup("embedding", 0);
    assertEquals(3, embedding.getFieldRepetitionCount("list"));
    assertEquals(1, embedding.getGroup("list", 0).getFloat("element", 0));
    assertEquals(-0.5f, embedding.getGroup("list", 1).getFloat("element", 0));
    assertEquals(0x1p-24f, embedding.getGroup("list", 2).getFloat("element", 0));

    assertEquals("expected an image, found text", rows.get(1).getString("error", 0));
    assertEquals(0, rows.get(1).getGroup("tags", 0).getFieldRepetitionCount("list"));
    assertEquals(0, rows.get(2).getFieldRepetitionCount("embedding"));
    assertEquals(0, rows.get(2).getFieldRepetitionCount("error"));
  }

  /** Regions are null where nobody looked, and an empty list where nothing was found. */
  @Test
  void regionsAreRead() throws Exception {
    for (int id = 1; id <= 3; id++) {
      image(id, 1, id + ".jpg", "done");
    }
    run("UPDATE image SET located_by = 1 WHERE id < 3");
    run(
        "INSERT INTO region (image_id, tag_id, score, x0, y0, x1, y1) VALUES (1, 2, 0.5, -1, 2, 3,"
            + " 4)");
    run(
        "INSERT INTO region (image_id, tag_id, score, x0, y0, x1, y1, area, quality, mask_size,"
            + " mask_counts) VALUES (1, 1, 0.75, 1, 2, 3, 4, 5, 0.25, '[2,3]', '06')");
    Path file = folder.resolve("out.parquet");
    ParquetImages.write(catalog, catalog.roots(), file);
    List<Group> rows = read(file);
    Group regions = rows.get(0).getGroup("regions", 0);
    assertEquals(2, regions.getFieldRepetitionCount("list"));
    Group dog = regions.getGroup("list", 0).getGroup("element", 0);
    assertEquals("dog", dog.getString("english", 0));
    assertEquals(4, dog.getFloat("y1", 0));
    assertEquals(5, dog.getInteger("area", 0));
    assertEquals(0.25f, dog.getFloat("quality", 0));
    assertEquals("06", dog.getString("mask_counts", 0));
    Group beach = regions.getGroup("list", 1).getGroup("element", 0);
    assertEquals(-1, beach.getFloat("x0", 0));
    assertEquals(0, beach.getFieldRepetitionCount("area"));
    assertEquals(0, beach.getFieldRepetitionCount("quality"));
    assertEquals(0, rows.get(1).getGroup("regions", 0).getFieldRepetitionCount("list"));
    assertEquals(0, rows.get(2).getFieldRepetitionCount("regions"));
  }

  @Test
  void manyRowsAreSeveralGroups() throws Exception {
    catalog.connection().setAutoCommit(false);
    run("UPDATE embedding_space SET width = 1280");
    java.util.Random random = new java.util.Random(1);
    for (int i = 1; i <= 8000; i++) {
      image(i, 1, i + ".jpg", "done");
      byte[] vector = new byte[2560];
      for (int j = 0; j < vector.length; j += 2) {
        vector[j] = (byte) random.nextInt();
        vector[j + 1] = (byte) (0x28 + random.nextInt(4));
      }
      run("INSERT INTO embedding VALUES (?, 1, ?)", i, vector);
    }
    catalog.connection().commit();
    catalog.connection().setAutoCommit(true);
    Path file = folder.resolve("out.parquet");
    assertEquals(8000, ParquetImages.write(catalog, catalog.roots(), file));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      assertEquals(8000, reader.getRecordCount());
      assertTrue(reader.getRowGroups().size() > 1, "one group of 8,000");
    }
    List<Group> rows = read(file);
    assertEquals("8000.jpg", rows.get(7999).getString("image", 0));
  }

  @Test
  void aFileIsThereWholeOrNotAtAll() throws Exception {
    image(1, 1, "a.jpg", "done");
    run("INSERT INTO embedding VALUES (1, 1, x'0000')");
    Path file = Files.writeString(folder.resolve("out.parquet"), "older");
    assertEquals(
        "catalogue %s, embedding of image 1: expected 6 bytes, found 2".formatted(catalog.file()),
        assertThrows(
                FileFormatException.class,
                () -> ParquetImages.write(catalog, catalog.roots(), file))
            .getMessage());
    assertEquals("older", Files.readString(file));
    assertThrows(
        FileNotFoundException.class,
        () -> ParquetImages.write(catalog, catalog.roots(), folder.resolve("none/out.parquet")));
    run("DELETE FROM embedding");
    ParquetImages.write(catalog, catalog.roots(), file);
    assertEquals(1, read(file).size());
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(
          List.of("c.sqlite", "c.sqlite-shm", "c.sqlite-wal", "c.sqlite.lock", "out.parquet"),
          all.map(each -> each.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aCatalogueWithoutImages() throws Exception {
    Path file = folder.resolve("out.parquet");
    assertEquals(0, ParquetImages.write(catalog, List.of(), file));
    assertEquals(List.of(), read(file));
  }
}
