package io.github.ram4j.server.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes in blocks that grow with their number: one byte at a time costs no more than many. */
final class Blocks {
  private static final int FIRST = 1 << 10;
  private static final int LARGEST = 1 << 18;

  private final ByteBudget budget;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private long taken;
  private int length;

  Blocks(ByteBudget budget) {
    this.budget = budget;
  }

  /** Adds bytes; returns false where the budget has no room for them. */
  boolean add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (blocks.isEmpty() || !last().hasRemaining()) {
        int size = blocks.isEmpty() ? FIRST : Math.min(LARGEST, 2 * last().capacity());
        if (!budget.take(size)) {
          return false;
        }
        taken += size;
        blocks.add(ByteBuffer.allocate(size));
      }
      ByteBuffer block = last();
      int count = Math.min(block.remaining(), bytes.remaining());
      block.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      length += count;
    }
    return true;
  }

  private ByteBuffer last() {
    return blocks.get(blocks.size() - 1);
  }

  int length() {
    return length;
  }

  /** Returns all bytes, and forgets them here. */
  byte[] join() {
    byte[] all = new byte[length];
    int at = 0;
    for (ByteBuffer block : blocks) {
      block.flip();
      int count = block.remaining();
      block.get(all, at, count);
      at += count;
    }
    blocks.clear();
    return all;
  }

  /** Gives the budget back what was taken of it. */
  void giveBack() {
    budget.giveBack(taken);
    taken = 0;
    blocks.clear();
  }
}
