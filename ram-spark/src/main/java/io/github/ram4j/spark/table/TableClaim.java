package io.github.ram4j.spark.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim of the one run that writes to a table: a file of its own beside the results, written
 * again each minute. A run writes its claim first and then looks for others, so of two that begin
 * together at most one goes on, on any file system whose lists are up to date. A claim that was not
 * written for ten minutes is of a run that was killed, and gives way. Times are the file system's,
 * those of its own files. Closed by the run.
 */
public final class TableClaim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableClaim.class);
  private static final Duration REPEAT = Duration.ofMinutes(1);
  private static final Duration GIVES_WAY = Duration.ofMinutes(10);

  private final TableFolder table;
  private final FileSystem files;
  private final Path claim;
  private final byte[] text;
  private final ScheduledExecutorService repeat =
      Executors.newSingleThreadScheduledExecutor(TableClaim::thread);

  private TableClaim(TableFolder table, String who) {
    this.table = table;
    this.files = table.files();
    this.claim = new Path(claims(table), UUID.randomUUID().toString());
    this.text = who.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Claims a table.
   *
   * @param who the run, for messages of others
   * @throws IllegalStateException if another run has it
   */
  public static TableClaim of(TableFolder table, String who) throws IOException {
    TableClaim claim = new TableClaim(table, who);
    try {
      claim.write();
      claim.files.deleteOnExit(claim.claim);
      claim.requireAlone();
      claim.writeEachMinute();
      return claim;
    } catch (IOException | RuntimeException e) {
      try {
        claim.close();
      } catch (IOException further) {
        e.addSuppressed(further);
      }
      throw e;
    }
  }

  /**
   * Requires that no other run took the table over.
   *
   * @throws IllegalStateException if one did
   */
  public void requireHeld() throws IOException {
    if (!files.exists(claim)) {
      throw new IllegalStateException(
          ("table %s: expected this run's claim %s, found it removed: the run stood still for %d"
                  + " minutes, and another took the table over, or somebody deleted it. Results of"
                  + " this run were not added")
              .formatted(table.path(), claim, GIVES_WAY.toMinutes()));
    }
  }

  private static Path claims(TableFolder table) {
    return new Path(table.ours(), "claims");
  }

  private void requireAlone() throws IOException {
    long now = files.getFileStatus(claim).getModificationTime();
    for (FileStatus other : files.listStatus(claims(table))) {
      if (other.getPath().getName().equals(claim.getName())) {
        continue;
      }
      long seconds = (now - other.getModificationTime()) / 1000;
      if (seconds < GIVES_WAY.toSeconds()) {
        throw new IllegalStateException(
            ("table %s: expected no other run that writes to it, found %s, seen %d s ago. If it was"
                    + " killed, delete %s, or wait: it gives way when it was not seen for %d"
                    + " minutes")
                .formatted(
                    table.path(),
                    who(other.getPath()),
                    Math.max(0, seconds),
                    other.getPath(),
                    GIVES_WAY.toMinutes()));
      }
      LOG.warn(
          "table {}: a run that was not seen for {} s gives way: {}",
          table.path(),
          seconds,
          who(other.getPath()));
      files.delete(other.getPath(), false);
    }
  }

  private String who(Path other) {
    try (InputStream in = files.open(other)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) { // it is written at this moment, or gone
      return "one that has just begun or ended";
    }
  }

  private void write() throws IOException {
    try (OutputStream out = files.create(claim, true)) {
      out.write(text);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failures are logged, and close ends it
  private void writeEachMinute() {
    repeat.scheduleWithFixedDelay(
        this::writeAgain, REPEAT.toSeconds(), REPEAT.toSeconds(), TimeUnit.SECONDS);
  }

  private void writeAgain() {
    try {
      if (files.exists(claim)) {
        write();
      }
    } catch (IOException | RuntimeException e) { // the next time, perhaps
      LOG.warn("table {}: the claim {} could not be written again", table.path(), claim, e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ram4j-table-claim");
    thread.setDaemon(true);
    return thread;
  }

  /** Gives the table free. */
  @Override
  public void close() throws IOException {
    repeat.shutdownNow();
    try {
      repeat.awaitTermination(REPEAT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    files.cancelDeleteOnExit(claim);
    files.delete(claim, false);
  }
}
