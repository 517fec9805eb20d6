package io.github.ram4j.cli.server;

import io.github.ram4j.cli.Ram;
import io.github.ram4j.cli.StandardOutput;
import io.github.ram4j.cli.StopSignal;
import java.io.PrintWriter;
import java.util.List;

/** Launcher of the programs of {@link Ram} and of the server. */
public final class RamServe {
  private RamServe() {}

  /**
   * Runs a program and ends the JVM with its exit status.
   *
   * @param arguments the program's name and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    // What clients send must not fill the log: Jetty warns of each wrong host.
    System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty.util.HostPort", "off");
    System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty.http.HttpParser", "off");
    int exit;
    try (StopSignal stop = StopSignal.ofProcess()) {
      exit = run(stop, StandardOutput.out(), StandardOutput.err(), arguments);
    }
    System.exit(exit);
  }

  static int run(StopSignal stop, PrintWriter out, PrintWriter err, String... arguments) {
    return Ram.run(List.of(new ServeCommand(stop)), out, err, arguments);
  }
}
