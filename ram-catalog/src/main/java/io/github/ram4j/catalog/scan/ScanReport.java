package io.github.ram4j.catalog.scan;

/**
 * The result of a scan.
 *
 * @param found images that are there and taken
 * @param added images that the catalogue did not have
 * @param moved images that have another name, by their bytes; neither added nor gone
 * @param changed images whose content is another than it was
 * @param gone images of the catalogue whose files are no more
 * @param passedOver files that are no images: other names, pipes, devices, links that lead nowhere
 * @param unreadable folders and files that could not be looked at
 * @param whole false where the scan was stopped
 */
public record ScanReport(
    long found,
    long added,
    long moved,
    long changed,
    long gone,
    long passedOver,
    long unreadable,
    boolean whole) {

  /**
   * The sum of two scans.
   *
   * @param other of another folder
   * @return sums of all numbers
   */
  public ScanReport plus(ScanReport other) {
    return new ScanReport(
        found + other.found,
        added + other.added,
        moved + other.moved,
        changed + other.changed,
        gone + other.gone,
        passedOver + other.passedOver,
        unreadable + other.unreadable,
        whole && other.whole);
  }

  /**
   * The report of no scan.
   *
   * @return all numbers 0
   */
  public static ScanReport none() {
    return new ScanReport(0, 0, 0, 0, 0, 0, 0, true);
  }
}
