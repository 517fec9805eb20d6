package io.github.ram4j.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that knows two things which HTTP/1.1 does not ask for: whether the client went away
 * while its request waits, and since when a head is on its way that is not whole yet.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
  private static final int NOTHING = -1;

  private int ahead = NOTHING;
  private boolean ended;
  private @Nullable Object current;
  private long headBegan = NOTHING;

  WatchedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public synchronized int fill(ByteBuffer buffer) throws IOException {
    int first = 0;
    if (ahead != NOTHING) {
      int at = BufferUtil.flipToFill(buffer);
      buffer.put((byte) ahead);
      BufferUtil.flipToFlush(buffer, at);
      ahead = NOTHING;
      first = 1;
    } else if (ended) {
      return super.fill(buffer); // which finds the end again, and says so
    }
    int filled = super.fill(buffer);
    if (first + filled > 0 && current == null && headBegan == NOTHING) {
      headBegan = System.nanoTime();
    }
    return first == 0 ? filled : first + Math.max(filled, 0);
  }

  /** A head is whole, and its request begins. */
  synchronized void beginRequest(Object request) {
    current = request;
    headBegan = NOTHING;
  }

  /** The answer is given; the next request may have begun already. */
  synchronized void endRequest(Object request) {
    if (current == request) {
      current = null;
    }
  }

  /** Returns whether a head is on its way for longer than a time. */
  synchronized boolean isHeadOlderThan(long nanos) {
    return headBegan != NOTHING && System.nanoTime() - headBegan > nanos;
  }

  /**
   * Returns whether the client closed its side: looks one byte ahead, which the next {@link #fill}
   * gives. To be called while a request waits that is read whole.
   */
  synchronized boolean isGone() {
    if (!isOpen() || ended) {
      return true;
    }
    if (ahead != NOTHING) {
      return false;
    }
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      int read = getChannel().read(one);
      if (read > 0) {
        ahead = one.get(0) & 0xff;
      }
      ended = read < 0;
    } catch (IOException e) {
      ended = true;
    }
    return ended;
  }
}
