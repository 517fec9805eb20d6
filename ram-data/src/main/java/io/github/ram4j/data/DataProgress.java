package io.github.ram4j.data;

/** Is told how far a pass over examples is. Called on the thread of the pass. */
public interface DataProgress {
  /** Tells nobody. */
  DataProgress SILENT =
      new DataProgress() {
        @Override
        public void recognized(long images) {}

        @Override
        public void unreadable(String image, Exception cause) {}
      };

  /**
   * Some images are done.
   *
   * @param images how many by now, those that could not be read among them
   */
  void recognized(long images);

  /**
   * An image could not be read; its example is passed on as it is.
   *
   * @param image as the example has it
   * @param cause why
   */
  void unreadable(String image, Exception cause);
}
