package io.github.ram4j.cli;

import com.sun.management.OperatingSystemMXBean;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Program that checks this machine for running models. */
@Command(
    name = "doctor",
    description = "Check this machine for running models, and show missing parts.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Table table = new Table();
    table.add("", "Java", "%s, %s".formatted(Runtime.version(), property("java.vm.name")));
    table.add(
        "",
        "system",
        "%s %s %s%s"
            .formatted(
                property("os.name"),
                property("os.version"),
                property("os.arch"),
                usesMusl() ? ", musl: ONNX Runtime and OpenCV need glibc" : ""));
    table.add("", "processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    table.add(
        "",
        "memory",
        "%s in all, %s free, Java heap up to %s"
            .formatted(
                gigabytes(system.getTotalMemorySize()),
                gigabytes(system.getFreeMemorySize()),
                gigabytes(Runtime.getRuntime().maxMemory())));
    table.add("", "NVIDIA driver", nvidiaDriver());
    List<RuntimeCheck> checks = RamModels.checkRuntime();
    for (RuntimeCheck check : checks) {
      table.add(mark(check), check.what(), check.found());
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return checks.stream().allMatch(RuntimeCheck::good) ? 0 : 1;
  }

  private static String mark(RuntimeCheck check) {
    if (check.absent()) {
      return "-";
    }
    return check.good() ? "ok" : "!!";
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static boolean usesMusl() {
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      return libraries.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl"));
    } catch (IOException e) {
      return false;
    }
  }

  private static String nvidiaDriver() {
    Path version = Path.of("/proc/driver/nvidia/version");
    try {
      return Files.readAllLines(version).get(0);
    } catch (IOException e) {
      return "none found at " + version;
    }
  }
}
