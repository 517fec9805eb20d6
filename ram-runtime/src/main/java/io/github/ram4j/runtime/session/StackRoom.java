package io.github.ram4j.runtime.session;

/**
 * Room on the calling thread's stack. Native code that has too little of it crashes the JVM; a
 * method throws a {@link StackOverflowError}.
 */
final class StackRoom {
  /** Calls within each other, of some 50 bytes each where they are compiled. */
  private static final int CALLS = 1000;

  private StackRoom() {}

  /**
   * Makes sure of room beyond that which the JVM keeps free for native code.
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
