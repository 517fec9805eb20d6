package io.github.ram4j.data;

/** Listener of a pass over examples, called on the thread of the pass. */
public interface DataProgress {
  /** A listener that does nothing. */
  DataProgress SILENT =
      new DataProgress() {
        @Override
        public void recognized(long images) {}

        @Override
        public void unreadable(String image, Exception cause) {}
      };

  /**
   * Reports the number of images that are done.
   *
   * @param images number of images so far, unreadable ones included
   */
  void recognized(long images);

  /**
   * Reports an unreadable image; its example is passed on as it is.
   *
   * @param image path of the image, as written in the example
   * @param cause the error of reading it
   */
  void unreadable(String image, Exception cause);
}
