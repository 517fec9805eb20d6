package io.github.ram4j.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counter of allocated heap, which is the same at any speed of the machine. */
public final class Allocation {
  private Allocation() {}

  /** Bytes that this thread allocates while it does the work, released ones among them. */
  public static long bytes(Runnable work) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    work.run();
    return memory.getCurrentThreadAllocatedBytes() - before;
  }
}
