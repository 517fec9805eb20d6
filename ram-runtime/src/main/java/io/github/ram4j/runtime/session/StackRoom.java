package io.github.ram4j.runtime.session;

/**
 * A check of the room on the calling thread's stack. Native code with too little of it crashes the
 * JVM; a Java method throws a {@link StackOverflowError} instead.
 */
final class StackRoom {
  /** The number of nested calls, of some 50 bytes each where they are compiled. */
  private static final int CALLS = 1000;

  private StackRoom() {}

  /**
   * Requires room beyond the part that the JVM keeps free for native code.
   *
   * @throws StackOverflowError if there is none
   */
  static void require() {
    if (descend(CALLS) != CALLS) {
      throw new IllegalStateException("calls within each other were miscounted");
    }
  }

  private static int descend(int calls) {
    return calls == 0 ? 0 : 1 + descend(calls - 1);
  }
}
