package io.github.ram4j.benchmarks.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.github.ram4j.RamException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** {@code ./ram serve} in a process of its own, whose memory is looked at from outside. */
public final class ServedProgram implements AutoCloseable {
  private static final int TERMINATED = 143;

  private final Process process;
  private final BufferedReader said;
  private final URI uri;
  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private ServedProgram(
      Process process, BufferedReader said, URI uri, JMXConnector connector, MemoryMXBean memory) {
    this.process = process;
    this.said = said;
    this.uri = uri;
    this.connector = connector;
    this.memory = memory;
  }

  /**
   * Starts the program with the launcher's options of the JVM, and waits until it is ready.
   *
   * @param model as the program's option takes it
   * @param kind of inference
   * @return a server, to be closed by the caller
   * @throws RamException if it does not start
   */
  public static ServedProgram start(String model, LoadKind kind) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.bytedeco.javacpp.platform.extension=-cpu");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.github.ram4j.cli.server.RamServe", "serve", "--port", "0"));
    command.addAll(List.of("--model", model));
    command.addAll(kind.arguments());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      BufferedReader said = process.inputReader();
      String address = said.readLine();
      if (address == null) {
        throw new RamException("ram serve: expected its address, found its end");
      }
      JMXConnector connector = connect(process.pid());
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.MEMORY_MXBEAN_NAME,
              MemoryMXBean.class);
      return new ServedProgram(process, said, URI.create(address), connector, memory);
    } catch (IOException | RuntimeException e) {
      process.destroy();
      throw e;
    }
  }

  private static JMXConnector connect(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("ram serve: expected a JVM to attach to, found: " + e.getMessage(), e);
    }
  }

  /**
   * The address.
   *
   * @return with the port that the system gave
   */
  public URI uri() {
    return uri;
  }

  /** Bytes of the heap that live after a full collection, which this asks for. */
  long liveBytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** The file with the process's memory, on Linux. */
  Path status() {
    return Path.of("/proc", Long.toString(process.pid()), "status");
  }

  /** The number of open descriptors, sockets among them. */
  long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return open.count();
    }
  }

  /**
   * Stops the program by SIGTERM.
   *
   * @throws RamException if it ends otherwise than by the signal
   */
  @Override
  public void close() throws IOException {
    connector.close();
    process.toHandle().destroy();
    int status;
    try (said) {
      status = process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return;
    }
    if (status != TERMINATED) {
      throw new RamException(
          "ram serve: expected exit status %d after SIGTERM, found %d"
              .formatted(TERMINATED, status));
    }
  }
}
