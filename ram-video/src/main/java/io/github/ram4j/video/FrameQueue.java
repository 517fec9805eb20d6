package io.github.ram4j.video;

import io.github.ram4j.RamException;
import io.github.ram4j.video.frames.VideoFrame;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Frames that a thread decodes ahead of their use, a few at most. What the thread throws is thrown
 * behind the frames before it. One thread takes frames and closes.
 */
final class FrameQueue implements Iterator<VideoFrame>, AutoCloseable {
  private static final int AHEAD = 4;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);

  private final Decoding decoding;
  private final Thread thread;
  private @Nullable Item next;

  /** A frame; none behind the last one. */
  private record Item(@Nullable VideoFrame frame) {}

  FrameQueue(Iterator<VideoFrame> frames) {
    decoding = new Decoding(frames, queue);
    thread = new Thread(decoding, "ram4j-video-frames");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean hasNext() {
    try {
      if (next == null) {
        next = queue.take();
      }
      if (next.frame() == null) {
        decoding.get(); // throws what ended it
      }
      return next.frame() != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RamException("interrupted while a video's frames were decoded", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new RamException("frames of a video: expected to be decoded, found " + e.getCause(), e);
    }
  }

  @Override
  public VideoFrame next() {
    VideoFrame frame = hasNext() && next != null ? next.frame() : null;
    if (frame == null) {
      throw new NoSuchElementException("no further frame");
    }
    next = null;
    return frame;
  }

  /** Stops decoding and waits for the thread, which then uses the video no more. */
  @Override
  public void close() {
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

  /** The thread's work; it keeps what ended it. */
  private static final class Decoding extends FutureTask<Boolean> {
    private final BlockingQueue<Item> queue;

    Decoding(Iterator<VideoFrame> frames, BlockingQueue<Item> queue) {
      super(
          () -> {
            while (!Thread.currentThread().isInterrupted() && frames.hasNext()) {
              queue.put(new Item(frames.next()));
            }
            return true;
          });
      this.queue = queue;
    }

    @Override
    protected void done() {
      try {
        queue.put(new Item(null));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // by close: nobody waits for the end
      }
    }
  }
}
