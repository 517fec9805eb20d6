package io.github.ram4j.data;

/** Is told how far a pass over examples is. Called on the thread of the pass. */
public interface DataProgress {
  /** Tells nobody. */
  DataProgress SILENT =
      new DataProgress() {
        @Override
        public void recognized(long pictures) {}

        @Override
        public void unreadable(String picture, Exception cause) {}
      };

  /**
   * Some pictures are done.
   *
   * @param pictures how many by now, those that could not be read among them
   */
  void recognized(long pictures);

  /**
   * A picture could not be read; its example is passed on as it is.
   *
   * @param picture as the example has it
   * @param cause why
   */
  void unreadable(String picture, Exception cause);
}
