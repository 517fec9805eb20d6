package io.github.ram4j.video;

import io.github.ram4j.video.frames.LostPart;
import io.github.ram4j.video.frames.VideoFrame;
import io.github.ram4j.video.frames.VideoFrames;
import io.github.ram4j.video.frames.VideoInfo;
import java.nio.file.Path;
import java.util.List;

/** A video with the segments in which its tags are seen. Immutable. */
public final class TaggedVideo {
  private final Path file;
  private final VideoInfo info;
  private final List<TagSegment> segments;
  private final List<LostPart> lost;
  private final long endMs;
  private final int frames;
  private final List<VideoFrame> thumbnails;

  TaggedVideo(Path file, VideoFrames video, SegmentCollector collector, Thumbnails thumbnails) {
    this.file = file;
    this.info = video.info();
    this.lost = video.lost();
    this.segments = collector.finish(video.endMs());
    this.endMs = Math.max(video.endMs(), lost.stream().mapToLong(LostPart::endMs).max().orElse(0));
    this.frames = collector.frames();
    this.thumbnails = thumbnails.all();
  }

  /**
   * The file.
   *
   * @return as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * What the video says of itself.
   *
   * @return size, announced length and compression
   */
  public VideoInfo info() {
    return info;
  }

  /**
   * The segments.
   *
   * @return by their beginnings, those that begin together by their scores
   */
  public List<TagSegment> segments() {
    return segments;
  }

  /**
   * The parts that could not be read.
   *
   * @return in their order; empty for a whole video
   */
  public List<LostPart> lost() {
    return lost;
  }

  /**
   * The end of the video, lost parts included.
   *
   * @return milliseconds from the beginning
   */
  public long endMs() {
    return endMs;
  }

  /**
   * How many frames were looked at.
   *
   * @return at least 1
   */
  public int frames() {
    return frames;
  }

  /**
   * Some of the frames, at most 90 pixels high, spread over the video.
   *
   * @return 1 to 24, in their order; their images are not to be changed
   */
  public List<VideoFrame> thumbnails() {
    return thumbnails;
  }
}
