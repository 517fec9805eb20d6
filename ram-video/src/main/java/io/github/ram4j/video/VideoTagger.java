package io.github.ram4j.video;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.video.frames.VideoException;
import io.github.ram4j.video.frames.VideoFrame;
import io.github.ram4j.video.frames.VideoFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * Recognizes the tags of videos, and when they are seen. Frames are decoded by a thread of their
 * own while others are recognized; memory does not grow with the length of a video.
 *
 * <p>Thread-safe, as its recognizer is, which is borrowed and not closed.
 */
public final class VideoTagger {
  private final Recognizer recognizer;
  private final VideoOptions options;

  /**
   * A tagger.
   *
   * @param recognizer of the frames; closed by the caller when the tagger is used no more
   * @param options of all videos
   */
  public VideoTagger(Recognizer recognizer, VideoOptions options) {
    this.recognizer = Objects.requireNonNull(recognizer, "recognizer");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Tags a video.
   *
   * @param file of the video
   * @return its segments, and what of it could not be read
   * @throws IOException if the file cannot be read
   * @throws VideoException if it is no video, or has no frame that can be decoded
   * @throws io.github.ram4j.RamException if the engine or FFmpeg fails
   */
  public TaggedVideo tag(Path file) throws IOException {
    return tag(file, none -> {});
  }

  /**
   * Tags a video, and tells how far it is.
   *
   * @param file of the video
   * @param progress called with the time of each frame that was recognized, in milliseconds
   * @return its segments, and what of it could not be read
   * @throws IOException if the file cannot be read
   * @throws VideoException if it is no video, or has no frame that can be decoded
   * @throws io.github.ram4j.RamException if the engine or FFmpeg fails
   */
  public TaggedVideo tag(Path file, LongConsumer progress) throws IOException {
    SegmentCollector collector = new SegmentCollector(options.rule());
    Thumbnails thumbnails = new Thumbnails();
    try (VideoFrames video = VideoFrames.open(file, options.sampling())) {
      try (FrameQueue frames = new FrameQueue(video)) {
        Images images = new Images(frames);
        try (Outcomes<ImageSource.Pixels, Recognition> outcomes =
            recognizer.recognizeEach(() -> images)) {
          for (Outcome<ImageSource.Pixels, Recognition> outcome : outcomes) {
            VideoFrame frame = images.taken.remove();
            collector.add(frame.timeMs(), frame.lostFromMs(), outcome.get());
            thumbnails.add(frame);
            progress.accept(frame.timeMs());
          }
        }
      }
      return new TaggedVideo(file, video, collector, thumbnails);
    }
  }

  /** Frames as images; those that were taken and have no outcome yet are kept in their order. */
  private static final class Images implements Iterator<ImageSource.Pixels> {
    private final FrameQueue frames;
    private final Queue<VideoFrame> taken = new ArrayDeque<>();

    Images(FrameQueue frames) {
      this.frames = frames;
    }

    @Override
    public boolean hasNext() {
      return frames.hasNext();
    }

    @Override
    public ImageSource.Pixels next() {
      VideoFrame frame = frames.next();
      taken.add(frame);
      return new ImageSource.Pixels(frame.image());
    }
  }
}
