package io.github.ram4j.cli;

import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.ReportFiles;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Printer of a pass over examples: its progress, unreadable images, and totals. */
final class DataPass implements DataProgress {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal = Terminal.isWatched();
  private boolean anyUnreadable;

  DataPass(CommandLine line) {
    this.out = line.getOut();
    this.err = line.getErr();
  }

  @Override
  public void recognized(long images) {
    if (terminal) {
      err.print("\r" + Count.of(images, "image"));
      err.flush();
    }
  }

  @Override
  public void unreadable(String image, Exception cause) {
    anyUnreadable = true;
    err.println((terminal ? "\r" : "") + "ram: passed on unchanged: " + Errors.explain(cause));
  }

  /** Writes the report, prints its totals, and gives the exit status. */
  int finish(DataReport report, ModelAndExamples given) throws IOException {
    if (terminal) {
      err.println();
    }
    ReportFiles.write(report, given.report(".txt"), given.report(".json"));
    report.totals().forEach((name, count) -> out.printf("%s: %,d%n", name, count));
    out.println("report: " + TerminalView.safe(given.report(".txt").toString()));
    return anyUnreadable ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }
}
