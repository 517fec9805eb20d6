package io.github.ram4j.spark.data;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** This machine's files under another scheme, where the next images to be opened break a task. */
public final class FlakyFiles extends RawLocalFileSystem {
  private static final AtomicInteger TO_BREAK = new AtomicInteger();

  /** Breaks the tasks of the next images. */
  static void breakNext(int images) {
    TO_BREAK.set(images);
  }

  static int leftToBreak() {
    return TO_BREAK.get();
  }

  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public String getScheme() {
    return "flaky";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws java.io.IOException {
    if (file.getName().endsWith(".png") && TO_BREAK.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("a disk that breaks a task");
    }
    return super.open(file, bufferSize);
  }
}
