package io.github.ram4j.search.vectors;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of one space of a catalogue. What is found always has the similarity that the
 * catalogue's own vectors give, of images that are in it; the index says where to look alone.
 *
 * <p>Not thread-safe, as the catalogue's connection.
 */
public final class Vectors {
  /** Below so many images all are compared, which needs no index. */
  private static final int FEW = 20_000;

  /** How many candidates the index gives: for each image wanted, and at least. */
  private static final int CANDIDATES_EACH = 20;

  private static final int FEWEST_CANDIDATES = 2_000;
  private static final int SAMPLE = 4_096;

  /** An index is written anew once this share of it is newer than its file. */
  private static final int KEPT_SHARE = 100;

  private static final String LIVE =
      "FROM embedding JOIN image ON image.id = embedding.image_id WHERE image.state = 'done' AND";

  private static final Comparator<Near> WORST_FIRST =
      Comparator.comparingDouble(Near::similarity)
          .thenComparing(Comparator.comparingLong(Near::image).reversed());

  /**
   * An image near a query.
   *
   * @param image the column {@code image.id}
   * @param similarity the cosine
   */
  public record Near(long image, double similarity) {}

  private final Catalog catalog;
  private final long space;
  private final String model;
  private final int width;
  private @Nullable Signatures index;
  private @Nullable IndexState state;

  /**
   * The embeddings of a space.
   *
   * @param model its kind and model, by which an index knows it again
   */
  public Vectors(Catalog catalog, long space, String model, int width) {
    this.catalog = catalog;
    this.space = space;
    this.model = model;
    this.width = width;
  }

  /** The file of the index, beside the catalogue. */
  public Path file() {
    return catalog.file().resolveSibling(catalog.file().getFileName() + ".similar-" + space);
  }

  /**
   * The nearest images.
   *
   * @param query of length 1, of the space's width
   * @param count the greatest number of images
   * @param progress told the number of vectors read while an index is made
   */
  public List<Near> nearest(float[] query, int count, LongConsumer progress)
      throws SQLException, IOException {
    if (greatestId() < FEW) {
      return exact(query, count);
    }
    Signatures signatures = upToDate(progress);
    long wanted = Math.max(FEWEST_CANDIDATES, (long) CANDIDATES_EACH * count);
    if (wanted >= signatures.size()) {
      return exact(query, count);
    }
    List<Near> near = compare(signatures.nearest(query, (int) wanted), query, count);
    return near.size() < count ? exact(query, count) : near;
  }

  private long greatestId() throws SQLException {
    try (PreparedStatement statement =
            connection().prepareStatement("SELECT coalesce(max(image_id), 0) FROM embedding");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The nearest images, found by comparing all. */
  public List<Near> exact(float[] query, int count) throws SQLException {
    PriorityQueue<Near> best = new PriorityQueue<>(WORST_FIRST);
    try (PreparedStatement statement =
        connection()
            .prepareStatement("SELECT image_id, vector " + LIVE + " embedding.space_id = ?")) {
      statement.setLong(1, space);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          offer(best, count, rows.getLong(1), vector(rows, 2, rows.getLong(1)), query);
        }
      }
    }
    return bestFirst(best);
  }

  private List<Near> compare(long[] candidates, float[] query, int count) throws SQLException {
    PriorityQueue<Near> best = new PriorityQueue<>(WORST_FIRST);
    Arrays.sort(candidates); // as they lie on the disk
    String ids =
        Arrays.stream(candidates).mapToObj(Long::toString).collect(Collectors.joining(","));
    try (Statement statement = connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT image_id, vector %s embedding.image_id IN (%s) AND embedding.space_id = %d"
                    .formatted(LIVE, ids, space))) {
      while (rows.next()) {
        offer(best, count, rows.getLong(1), vector(rows, 2, rows.getLong(1)), query);
      }
    }
    return bestFirst(best);
  }

  private static void offer(
      PriorityQueue<Near> best, int count, long id, byte[] vector, float[] query) {
    Near near = new Near(id, HalfFloats.product(vector, query));
    best.add(near);
    if (best.size() > count) {
      best.poll();
    }
  }

  private static List<Near> bestFirst(PriorityQueue<Near> best) {
    List<Near> sorted = new ArrayList<>(best);
    sorted.sort(WORST_FIRST.reversed());
    return sorted;
  }

  /** The embedding of an image, if it has one of this space. */
  public Optional<float[]> of(long image) throws SQLException {
    try (PreparedStatement statement =
        connection()
            .prepareStatement("SELECT vector FROM embedding WHERE image_id = ? AND space_id = ?")) {
      statement.setLong(1, image);
      statement.setLong(2, space);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(HalfFloats.floats(vector(row, 1, image)))
            : Optional.empty();
      }
    }
  }

  private byte[] vector(ResultSet row, int column, long image) throws SQLException {
    byte[] vector = row.getBytes(column);
    if (vector == null || vector.length != 2 * width) {
      throw new FileFormatException(
          "catalogue %s, embedding of image %d: expected %d bytes, found %d"
              .formatted(catalog.file(), image, 2 * width, vector == null ? 0 : vector.length));
    }
    return vector;
  }

  /** The index, with all that the catalogue has at this moment. */
  private Signatures upToDate(LongConsumer progress) throws SQLException, IOException {
    connection().setAutoCommit(false); // one state of the catalogue, whoever writes meanwhile
    try {
      IndexState now = IndexState.of(connection());
      if (index == null) {
        IndexFile.read(file(), model, width).ifPresent(this::take);
      }
      if (index == null || state == null || !state.isBefore(connection(), now)) {
        return made(now, progress);
      }
      return state.seq() == now.seq() ? index : grown(index, state, now, progress);
    } finally {
      connection().rollback();
      connection().setAutoCommit(true);
    }
  }

  private void take(IndexFile.Content content) {
    index = content.signatures();
    state = content.state();
  }

  private Signatures made(IndexState now, LongConsumer progress) throws SQLException, IOException {
    Signatures made = new Signatures(mean(), 1024);
    read(made, -1, "coalesce(image.seq, 0)", progress);
    return keep(made, now, true);
  }

  private Signatures grown(Signatures old, IndexState before, IndexState now, LongConsumer progress)
      throws SQLException, IOException {
    Signatures newer = new Signatures(old.mean(), 16);
    read(newer, before.seq(), "image.seq", progress);
    if (newer.size() > old.size()) {
      return made(now, progress); // the mean is no longer theirs
    }
    return keep(old.with(newer), now, newer.size() >= old.size() / KEPT_SHARE);
  }

  /**
   * Reads vectors of images that were finished after another.
   *
   * @param order the column of that, as an expression: with the column alone its index is gone
   *     through, else the table of vectors
   */
  private void read(Signatures into, long seq, String order, LongConsumer progress)
      throws SQLException {
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "SELECT image_id, vector %s embedding.space_id = ? AND %s > ? ORDER BY image_id"
                    .formatted(LIVE, order))) {
      statement.setLong(1, space);
      statement.setLong(2, seq);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          into.add(rows.getLong(1), vector(rows, 2, rows.getLong(1)));
          progress.accept(into.size());
        }
      }
    }
  }

  private Signatures keep(Signatures made, IndexState now, boolean onDisk) {
    index = made;
    state = now;
    if (onDisk) {
      try {
        IndexFile.write(file(), model, new IndexFile.Content(now, made));
      } catch (IOException e) {
        // A folder that may not be written to: the next search makes the index again.
      }
    }
    return made;
  }

  /** The mean of vectors from all over the catalogue. */
  private float[] mean() throws SQLException {
    long last = greatestId();
    double[] sums = new double[width];
    int count = 0;
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "SELECT space_id, vector, image_id FROM embedding WHERE image_id >= ?"
                    + " ORDER BY image_id LIMIT 1")) {
      for (int i = 0; i < SAMPLE; i++) {
        statement.setLong(1, last / SAMPLE * i + last % SAMPLE * i / SAMPLE);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next() && row.getLong(1) == space) {
            byte[] vector = vector(row, 2, row.getLong(3));
            for (int j = 0; j < width; j++) {
              sums[j] += HalfFloats.value(vector, j);
            }
            count++;
          }
        }
      }
    }
    float[] mean = new float[width];
    for (int j = 0; j < width; j++) {
      mean[j] = (float) (sums[j] / Math.max(1, count));
    }
    return mean;
  }

  private Connection connection() {
    return catalog.connection();
  }
}
