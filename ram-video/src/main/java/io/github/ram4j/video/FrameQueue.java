package io.github.ram4j.video;

import io.github.ram4j.RamException;
import io.github.ram4j.video.frames.VideoFrame;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Frames that a thread decodes ahead of their use, a few at most. What the thread throws is thrown
 * behind the frames before it. One thread takes frames and closes.
 */
final class FrameQueue implements Iterator<VideoFrame>, AutoCloseable {
  private static final int AHEAD = 4;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile boolean isStopped;
  private @Nullable Item next;

  /** A frame; without one, the end, by a failure or not. */
  private record Item(@Nullable VideoFrame frame, @Nullable Throwable failure) {}

  FrameQueue(Iterator<VideoFrame> frames) {
    thread = new Thread(() -> decode(frames), "ram4j-video-frames");
    thread.setDaemon(true);
    thread.start();
  }

  private void decode(Iterator<VideoFrame> frames) {
    Item end = new Item(null, null);
    try {
      while (!isStopped && frames.hasNext()) {
        queue.put(new Item(frames.next(), null));
      }
    } catch (InterruptedException e) {
      return; // by close
    } catch (RuntimeException | Error e) {
      end = new Item(null, e);
    }
    try {
      queue.put(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // by close: nobody waits for the end
    }
  }

  @Override
  public boolean hasNext() {
    Item item = next;
    if (item == null) {
      try {
        item = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RamException("interrupted while a video's frames were decoded", e);
      }
      next = item;
    }
    if (item.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    if (item.failure() instanceof Error failure) {
      throw failure;
    }
    return item.frame() != null;
  }

  @Override
  public VideoFrame next() {
    if (!hasNext() || next == null || next.frame() == null) {
      throw new NoSuchElementException("no further frame");
    }
    VideoFrame frame = next.frame();
    next = null;
    return frame;
  }

  /** Stops decoding and waits for the thread, which then uses the video no more. */
  @Override
  public void close() {
    isStopped = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
