package io.github.ram4j.convert.checkpoint;

/** Constants of the zip format (PKWARE APPNOTE 6.3), for its readers and writers. */
final class ZipFormat {
  static final int LOCAL_HEADER = 0x04034b50;
  static final int CENTRAL_HEADER = 0x02014b50;
  static final int END = 0x06054b50;
  static final int END64 = 0x06064b50;
  static final int END64_LOCATOR = 0x07064b50;

  static final int LOCAL_LENGTH = 30;
  static final int CENTRAL_LENGTH = 46;
  static final int END_LENGTH = 22;
  static final int END64_LENGTH = 56;
  static final int LOCATOR_LENGTH = 20;

  /** The value of a field whose number is in the zip64 extra field. */
  static final long MAX_INT = 0xffffffffL;

  static final int MAX_SHORT = 0xffff;

  private ZipFormat() {}
}
