package io.github.ram4j.parquet;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.files.PartialFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * The images of a catalogue as a Parquet file: a row for each image that is finished, with its tags
 * as a list of structures, its captions as a list of texts and its embedding as a list of float32.
 * Images that failed have the reason in {@code error}. The columns are described in {@code
 * docs/search.md}.
 *
 * <p>The file is written whole, from one state of the catalogue, and takes its name at the end; a
 * file of that name is replaced. Compressed by gzip. A group of rows takes about 8 MiB of memory,
 * whatever the number of images.
 *
 * <p>Thread-safe: it has no state.
 */
public final class ParquetImages {
  private static final long ROW_GROUP = 8L << 20;

  private ParquetImages() {}

  /**
   * Writes a file.
   *
   * @param catalog to read, between transactions; used by this thread alone meanwhile
   * @param roots the folders whose images are written
   * @param file its name
   * @return the number of rows
   * @throws IOException if the catalogue cannot be read or the file not be written; no file is left
   *     then but an older one
   * @throws FileFormatException if a row of the catalogue is damaged
   */
  public static long write(Catalog catalog, Collection<CatalogRoot> roots, Path file)
      throws IOException {
    try (PartialFile partial = new PartialFile(file)) {
      long written = rows(catalog, roots, partial.path());
      partial.finish();
      return written;
    }
  }

  private static long rows(Catalog catalog, Collection<CatalogRoot> roots, Path file)
      throws IOException {
    try {
      catalog.connection().setAutoCommit(false); // one state, whoever writes meanwhile
      try (ImageRows images = new ImageRows(catalog, roots);
          ParquetWriter<ImageRow> writer =
              new RowWriter.Builder(new LocalOutputFile(file), "ram4j")
                  .withConf(new PlainParquetConfiguration())
                  .withCodecFactory(new GzipCodec())
                  .withCompressionCodec(CompressionCodecName.GZIP)
                  .withRowGroupSize(ROW_GROUP)
                  .build()) {
        long count = 0;
        for (ImageRow row = images.next(); row != null; row = images.next()) {
          writer.write(row);
          count++;
        }
        return count;
      } finally {
        catalog.connection().rollback();
        catalog.connection().setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    } catch (ImageRows.Unreadable e) {
      throw catalog.failure(e.sql());
    }
  }
}
