package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/**
 * A program that has run in this process.
 *
 * @param exit its exit status
 * @param out what it printed
 * @param err what it told
 */
record ProgramRun(int exit, String out, String err) {
  static ProgramRun ram(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = RamCatalog.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new ProgramRun(exit, out.toString(), err.toString());
  }

  /** Requires an exit status of 0. */
  ProgramRun well() {
    assertEquals(0, exit, err);
    return this;
  }

  /** Requires an exit status. */
  ProgramRun ended(int with) {
    assertEquals(with, exit, out + err);
    return this;
  }
}
