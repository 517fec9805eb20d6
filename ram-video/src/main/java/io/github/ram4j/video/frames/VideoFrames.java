package io.github.ram4j.video.frames;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a video in the order of their times, upright as the phone that took them says. Frames
 * are decoded when they are asked for, one at a time, so memory does not grow with the video.
 *
 * <p>Parts that are damaged are passed over, up to the next frame that does not depend on them;
 * {@link #lost} tells of them. Not thread-safe; the code that opened it closes it.
 */
public final class VideoFrames implements Iterator<VideoFrame>, AutoCloseable {
  /** Time by which a video may be shorter than it announces and nothing is missing. */
  private static final long TOLERANCE_MS = 500;

  private final OpenedFile file;
  private final FrameDecoder decoder;
  private final FrameSampling sampling;
  private final FrameImages images = new FrameImages();
  private final SceneChanges scenes = new SceneChanges();
  private final DisplayTurn turn;
  private final VideoInfo info;
  private final List<LostPart> lost = new ArrayList<>();
  private double nextMs;
  private long endMs;
  private OptionalLong lostFromMs = OptionalLong.empty();
  private @Nullable VideoFrame ahead;
  private boolean hasAny;
  private boolean isEnded;
  private boolean isClosed;

  private VideoFrames(OpenedFile file, FrameDecoder decoder, FrameSampling sampling) {
    this.file = file;
    this.decoder = decoder;
    this.sampling = sampling;
    this.turn = DisplayTurn.of(file.parameters());
    int width =
        FrameImages.width(file.parameters().width(), file.parameters().sample_aspect_ratio());
    int height = file.parameters().height();
    this.info =
        turn.isSideways()
            ? new VideoInfo(height, width, file.durationMs(), file.codec())
            : new VideoInfo(width, height, file.durationMs(), file.codec());
  }

  /**
   * Opens a video.
   *
   * @param path of the file
   * @param sampling which frames are wanted
   * @return the frames, to be closed by the caller
   * @throws IOException if the file cannot be read
   * @throws VideoException if it is no video, or none that FFmpeg decodes
   * @throws io.github.ram4j.RamException if FFmpeg cannot be loaded
   */
  public static VideoFrames open(Path path, FrameSampling sampling) throws IOException {
    Objects.requireNonNull(sampling, "sampling");
    OpenedFile file = OpenedFile.open(path);
    try {
      return new VideoFrames(file, new FrameDecoder(file), sampling);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * What the video says of itself.
   *
   * @return the same at each call
   */
  public VideoInfo info() {
    return info;
  }

  /**
   * Returns whether there is a further frame; decodes it.
   *
   * @return whether {@link #next} gives one
   * @throws VideoException if the file ends, or is damaged to the end, before any frame
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public boolean hasNext() {
    if (isClosed) {
      throw new IllegalStateException("frames of " + file.name() + ": expected open, found closed");
    }
    while (ahead == null && !isEnded) {
      if (decoder.next()) {
        look();
      } else {
        end();
      }
    }
    return ahead != null;
  }

  @Override
  public VideoFrame next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no further frame of " + file.name());
    }
    VideoFrame frame = ahead;
    ahead = null;
    return frame;
  }

  /** Looks whether the frame that was decoded is wanted. */
  private void look() {
    long time = decoder.timeMs();
    hasAny = true;
    if (decoder.takeDamage()) {
      lost.add(new LostPart(endMs, Math.max(endMs, time), decoder.damage()));
      if (lostFromMs.isEmpty()) {
        lostFromMs = OptionalLong.of(endMs);
      }
    }
    endMs = Math.max(endMs, time + decoder.lengthMs());
    boolean isNewScene =
        sampling.looksForScenes()
            && scenes.change(images.small(decoder.frame())) >= sampling.sceneThreshold();
    if (time + 0.5 < nextMs && !isNewScene && lostFromMs.isEmpty()) {
      return;
    }
    double step = 1000 * sampling.seconds();
    nextMs = sampling.looksForScenes() ? time + step : (Math.floor((time + 0.5) / step) + 1) * step;
    BufferedImage image = turn.apply(images.colour(decoder.frame()));
    ahead = new VideoFrame(time, lostFromMs, image);
    lostFromMs = OptionalLong.empty();
  }

  private void end() {
    isEnded = true;
    boolean wasDamaged = decoder.takeDamage();
    if (!hasAny) {
      throw new VideoException(
          "%s: expected frames of %s, found none that is whole%s"
              .formatted(
                  file.name(), file.codec(), wasDamaged ? " (" + decoder.damage() + ")" : ""));
    }
    long announced = info.durationMs();
    if (announced > endMs + TOLERANCE_MS) {
      lost.add(
          new LostPart(
              endMs, announced, wasDamaged ? decoder.damage() : "the file ends before its video"));
    } else if (wasDamaged) {
      lost.add(new LostPart(endMs, Math.max(endMs, announced), decoder.damage()));
    }
  }

  /**
   * The parts that could not be read, as far as frames were asked for.
   *
   * @return in their order; a copy
   */
  public List<LostPart> lost() {
    return List.copyOf(lost);
  }

  /**
   * The end of the last whole frame that was decoded.
   *
   * @return milliseconds from the beginning; that of the video once there is no next frame
   */
  public long endMs() {
    return endMs;
  }

  /** Frees the video. Closing again does nothing. */
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      images.close();
      decoder.close();
      file.close();
    }
  }
}
