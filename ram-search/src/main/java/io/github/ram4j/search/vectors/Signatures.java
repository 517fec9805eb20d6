package io.github.ram4j.search.vectors;

import java.util.Arrays;

/**
 * A bit for each number of each vector: whether it is above the mean. Vectors that lie near each
 * other have most bits in common, and comparing 64 of them takes one instruction, so that a million
 * are gone through for each query.
 *
 * <p>Images are sorted by id. Immutable but while it is made; then thread-safe.
 */
final class Signatures {
  private final float[] mean;
  private final int words;
  private long[] ids;
  private long[] bits;
  private int size;

  Signatures(float[] mean, int capacity) {
    this.mean = mean;
    this.words = words(mean.length);
    this.ids = new long[capacity];
    this.bits = new long[Math.multiplyExact(capacity, words)];
  }

  /** Takes arrays that are full. */
  Signatures(float[] mean, long[] ids, long[] bits) {
    this.mean = mean;
    this.words = words(mean.length);
    this.ids = ids;
    this.bits = bits;
    this.size = ids.length;
  }

  static int words(int width) {
    return (width + Long.SIZE - 1) / Long.SIZE;
  }

  int size() {
    return size;
  }

  float[] mean() {
    return mean;
  }

  long id(int place) {
    return ids[place];
  }

  long bits(int at) {
    return bits[at];
  }

  /** Adds a vector, of an id above those before. */
  void add(long id, byte[] vector) {
    if (size == ids.length) {
      int capacity = Math.max(1024, size + size / 2);
      ids = Arrays.copyOf(ids, capacity);
      bits = Arrays.copyOf(bits, Math.multiplyExact(capacity, words));
    }
    ids[size] = id;
    int from = size * words;
    for (int i = 0; i < mean.length; i++) {
      if (HalfFloats.value(vector, i) > mean[i]) {
        bits[from + (i >> 6)] |= 1L << i;
      }
    }
    size++;
  }

  private long[] signature(float[] query) {
    long[] signature = new long[words];
    for (int i = 0; i < mean.length; i++) {
      if (query[i] > mean[i]) {
        signature[i >> 6] |= 1L << i;
      }
    }
    return signature;
  }

  /** These and others, which replace those of their ids. */
  Signatures with(Signatures newer) {
    Signatures merged = new Signatures(mean, size + newer.size);
    int here = 0;
    int there = 0;
    while (here < size || there < newer.size) {
      boolean takesNewer = here == size || (there < newer.size && newer.ids[there] <= ids[here]);
      if (takesNewer) {
        here += here < size && ids[here] == newer.ids[there] ? 1 : 0;
        merged.copy(newer, there++);
      } else {
        merged.copy(this, here++);
      }
    }
    return merged;
  }

  private void copy(Signatures from, int place) {
    ids[size] = from.ids[place];
    System.arraycopy(from.bits, place * words, bits, size * words, words);
    size++;
  }

  /** The ids of the vectors whose signatures are nearest to a query's, unsorted. */
  long[] nearest(float[] query, int count) {
    long[] wanted = signature(query);
    short[] distances = new short[size];
    int[] perDistance = new int[words * Long.SIZE + 1];
    for (int place = 0, at = 0; place < size; place++) {
      int distance = 0;
      for (int word = 0; word < words; word++) {
        distance += Long.bitCount(bits[at++] ^ wanted[word]);
      }
      distances[place] = (short) distance;
      perDistance[distance]++;
    }
    int limit = 0;
    int within = 0;
    while (limit < perDistance.length && within + perDistance[limit] <= count) {
      within += perDistance[limit++];
    }
    return upTo(distances, limit, Math.min(count, size));
  }

  /** The ids of all distances below a limit, and as many at it as there is room for. */
  private long[] upTo(short[] distances, int limit, int count) {
    long[] found = new long[count];
    int taken = 0;
    for (int place = 0; place < size; place++) {
      taken += distances[place] < limit ? take(found, taken, place) : 0;
    }
    for (int place = 0; place < size && taken < count; place++) {
      taken += distances[place] == limit ? take(found, taken, place) : 0;
    }
    return Arrays.copyOf(found, taken);
  }

  private int take(long[] found, int at, int place) {
    found[at] = ids[place];
    return 1;
  }
}
