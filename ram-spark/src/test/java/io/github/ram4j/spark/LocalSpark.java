package io.github.ram4j.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Spark with two tasks in this JVM, and the library alone, for the tests of a class. */
final class LocalSpark implements BeforeAllCallback, AfterAllCallback {
  private @Nullable SparkSession session;
  private @Nullable Expected expected;

  SparkSession session() {
    if (session == null) {
      throw new IllegalStateException("expected a test that runs");
    }
    return session;
  }

  Expected expected() {
    if (expected == null) {
      throw new IllegalStateException("expected a test that runs");
    }
    return expected;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    session = Sessions.local(2);
    expected = new Expected();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    expected().close();
    SharedModels.closeAll();
    session().stop();
  }
}
