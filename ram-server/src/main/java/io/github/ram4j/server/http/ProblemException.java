package io.github.ram4j.server.http;

/** The end of a request by a problem. Without a stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** An exception of a problem. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The problem. */
  public Problem problem() {
    return problem;
  }
}
