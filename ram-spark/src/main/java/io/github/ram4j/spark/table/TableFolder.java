package io.github.ram4j.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a table. Each run has a folder of its own, whose name begins with the key of what
 * made it; so a result is never without its maker, whatever is killed. What a key stands for is a
 * file beside, {@code _ram4j/KEY.properties}. Not thread-safe.
 */
public final class TableFolder {
  /** The column of runs. */
  public static final String RUN = "run";

  private static final Pattern RUN_FOLDER = Pattern.compile(RUN + "=([0-9a-f]{16})-[0-9a-f-]+");
  private static final Pattern HIDDEN = Pattern.compile("[._].*");

  private final Path folder;
  private final FileSystem files;

  /** A run's results, those of one maker. */
  public record Run(String key, Path path) {}

  /** A folder that need not be there. */
  public TableFolder(String folder, Configuration configuration) throws IOException {
    Path path = new Path(folder);
    this.files = path.getFileSystem(configuration);
    this.folder = files.makeQualified(path);
  }

  /** The qualified path. */
  public Path path() {
    return folder;
  }

  FileSystem files() {
    return files;
  }

  /** The folder of what is no result. */
  Path ours() {
    return new Path(folder, "_ram4j");
  }

  /**
   * The runs that have results.
   *
   * @throws IllegalStateException if there is something else
   */
  public List<Run> runs() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (FileStatus child : children(folder)) {
      String name = child.getPath().getName();
      Matcher run = RUN_FOLDER.matcher(name);
      if (run.matches()) {
        if (hasResults(child.getPath())) {
          runs.add(new Run(run.group(1), child.getPath()));
        }
      } else if (!HIDDEN.matcher(name).matches()) {
        throw new IllegalStateException(
            "table %s: expected folders run=… alone, which say what made their results, found %s"
                .formatted(
                    folder,
                    child.isDirectory()
                        ? name
                            + ": results of an older ram4j or of another program, of a model that"
                            + " nobody knows. Give another folder, or delete this one"
                        : "the file " + name + ". Give another folder, or move the file away"));
      }
    }
    return runs;
  }

  /**
   * Requires that all runs are of one maker.
   *
   * @throws IllegalArgumentException if one is not; the message names what differs
   */
  public void requireMadeBy(TableIdentity expected) throws IOException {
    for (Run run : runs()) {
      if (!run.key().equals(expected.key())) {
        throw new IllegalArgumentException(
            ("table %s: expected results of the model and the options of this run, found others:"
                 + " %s. Give another folder, or --existing overwrite (Existing.OVERWRITE), which"
                 + " removes the older results once the new ones are there")
                .formatted(
                    folder,
                    identity(run.key())
                        .map(expected::differences)
                        .orElse(
                            "key: expected %s, found %s, whose %s is missing or damaged"
                                .formatted(expected.key(), run.key(), description(run.key())))));
      }
    }
  }

  /** The keys of all runs, and what they stand for, as far as that is known. */
  public List<String> makers() throws IOException {
    TreeSet<String> makers = new TreeSet<>();
    for (Run run : runs()) {
      makers.add(identity(run.key()).map(TableIdentity::toString).orElse("key " + run.key()));
    }
    return List.copyOf(makers);
  }

  /** The folder of a new run, not there yet; what its key stands for is written first. */
  public Path newRun(TableIdentity maker) throws IOException {
    if (identity(maker.key()).isEmpty()) {
      describe(maker);
    }
    return new Path(folder, "%s=%s-%s".formatted(RUN, maker.key(), UUID.randomUUID()));
  }

  /** Removes a run. */
  public void delete(Path run) throws IOException {
    files.delete(run, true);
  }

  /**
   * Removes what killed runs left, and runs without a result. To be called while no other run
   * writes.
   */
  public void sweep() throws IOException {
    for (FileStatus child : children(folder)) {
      Path path = child.getPath();
      if (RUN_FOLDER.matcher(path.getName()).matches()) {
        files.delete(hasResults(path) ? new Path(path, "_temporary") : path, true);
      }
    }
  }

  private boolean hasResults(Path run) throws IOException {
    for (FileStatus child : children(run)) {
      if (!HIDDEN.matcher(child.getPath().getName()).matches()) {
        return true;
      }
    }
    return false;
  }

  private Path description(String key) {
    return new Path(ours(), key + ".properties");
  }

  private Optional<TableIdentity> identity(String key) throws IOException {
    try (InputStream in = files.open(description(key))) {
      return TableIdentity.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), key);
    } catch (FileNotFoundException | ChecksumException e) {
      return Optional.empty();
    }
  }

  /** Writes what a key stands for, under another name first, over what is damaged. */
  private void describe(TableIdentity maker) throws IOException {
    Path part = new Path(ours(), "%s.%s.part".formatted(maker.key(), UUID.randomUUID()));
    try (OutputStream out = files.create(part, false)) {
      out.write(maker.text().getBytes(StandardCharsets.UTF_8));
    }
    Path description = description(maker.key());
    files.delete(description, false);
    if (!files.rename(part, description)) {
      throw new IOException(
          "%s: expected to rename %s to it, found that impossible".formatted(description, part));
    }
  }

  private FileStatus[] children(Path parent) throws IOException {
    try {
      return files.listStatus(parent);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
