package io.github.ram4j.bundle;

import io.github.ram4j.ModelException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A tensor of a bundle whose rows are read as they are needed, apart from graphs. Immutable and
 * thread-safe; keeps no file open.
 */
public final class BundleTensor {
  /** The most elements of an array. */
  private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  private final Bundle bundle;
  private final String name;
  private final TensorPlace place;

  BundleTensor(Bundle bundle, String name, TensorPlace place) {
    this.bundle = bundle;
    this.name = name;
    this.place = place;
  }

  /**
   * The place of the tensor.
   *
   * @return its file, dtype and shape
   */
  public TensorPlace place() {
    return place;
  }

  /**
   * Reads rows: slices of one index of the first axis. Only these parts of the file are read, and
   * they are not compared with its digest; a resource is read up to the last of them.
   *
   * @param rows indices, from 0, in any order
   * @return the rows in the order of the indices, float32 [rows, elements of a row], whatever dtype
   *     is stored
   * @throws IOException if they cannot be read
   * @throws ModelException if the bundle was replaced since it was read
   * @throws IllegalArgumentException if there is no row of an index, or the rows fit no array
   */
  public float[] rows(int... rows) throws IOException {
    require(rows);
    float[] values;
    try {
      values = read(rows);
    } catch (IOException e) {
      requireCurrent(e);
      throw e;
    }
    requireCurrent(null);
    return values;
  }

  private void require(int... rows) {
    for (int row : rows) {
      if (row < 0 || row >= place.rows()) {
        throw new IllegalArgumentException(
            "row of %s: expected 0 to %d, found %d".formatted(this, place.rows() - 1, row));
      }
    }
    int most = MOST_ELEMENTS / place.rowElements();
    if (rows.length > most) {
      throw new IllegalArgumentException(
          "rows of %s: expected at most %d of %d elements, found %d"
              .formatted(this, most, place.rowElements(), rows.length));
    }
  }

  private void requireCurrent(IOException cause) {
    if (!bundle.isCurrent()) {
      throw new ModelException(
          "%s: expected the bundle that was read, found that it was replaced".formatted(this),
          cause);
    }
  }

  private float[] read(int... rows) throws IOException {
    float[] values = stored(place, rows);
    if (place.spec().dtype().equals(TensorPlace.UINT8)) {
      TensorPlace scalesPlace = bundle.manifest().tensors().get(TensorPlace.scales(name));
      float[] scales = stored(scalesPlace, rows);
      int width = place.rowElements() / scalesPlace.rowElements();
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - TensorPlace.UINT8_ZERO) * scales[i / width];
      }
    }
    return values;
  }

  private float[] stored(TensorPlace of, int... rows) throws IOException {
    try (TensorRows reader = open(of)) {
      return reader.read(rows);
    } catch (EOFException e) {
      throw new EOFException("%s: %s: %s".formatted(this, of.file(), e.getMessage()));
    }
  }

  private TensorRows open(TensorPlace of) throws IOException {
    Optional<Path> file =
        bundle.manifest().files().stream()
            .filter(entry -> entry.name().equals(of.file()))
            .findFirst()
            .flatMap(bundle::file);
    return file.isPresent()
        ? TensorRows.ofFile(of, file.get())
        : TensorRows.ofStream(of, bundle.open(of.file()));
  }

  /** The tensor and its bundle, for messages. */
  @Override
  public String toString() {
    return "%s%s of bundle %s".formatted(ManifestKeys.TENSOR, name, bundle.name());
  }
}
