package io.github.ram4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NoExecMountTest {
  private static final List<String> MOUNTS =
      List.of(
          "/dev/sda / ext4 rw,relatime 0 0",
          "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0",
          "tmpfs /tmp tmpfs rw,noexec 0 0",
          "tmpfs /tmp/my\\040libraries tmpfs rw,exec 0 0");

  @Test
  void theDeepestMountCounts() {
    assertFalse(NoExecMount.isNoExec(Path.of("/home/me/.javacpp"), MOUNTS));
    assertTrue(NoExecMount.isNoExec(Path.of("/tmp"), MOUNTS));
    assertTrue(NoExecMount.isNoExec(Path.of("/tmp/onnxruntime-java1"), MOUNTS));
    assertFalse(NoExecMount.isNoExec(Path.of("/tmpfolder"), MOUNTS));
    assertFalse(NoExecMount.isNoExec(Path.of("/tmp/my libraries/x"), MOUNTS));
  }

  @Test
  void theHintNamesTheFolderAndWhatNamesAnother() throws Exception {
    String hint = NoExecMount.hint(Path.of("/proc/self/none"), "java.io.tmpdir");
    boolean noExec =
        NoExecMount.isNoExec(Path.of("/proc"), Files.readAllLines(Path.of("/proc/mounts")));
    assertEquals(noExec, hint.startsWith("; /proc/self/none is on a file system"), hint);
    assertEquals(noExec, hint.contains("-Djava.io.tmpdir=FOLDER"), hint);
  }
}
