package io.github.ram4j.video.frames;

/**
 * Which frames of a video are looked at: one every so many seconds, or the first of each scene.
 * Immutable.
 */
public final class FrameSampling {
  private static final double MOST_SECONDS = 86_400;
  private static final double SCENE_THRESHOLD = 0.3;
  private static final double LONGEST_SCENE_SECONDS = 10;

  private final double seconds;
  private final double sceneThreshold;

  private FrameSampling(double seconds, double sceneThreshold) {
    if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "seconds between frames: expected more than 0, at most 86400, found " + seconds);
    }
    if (!(sceneThreshold > 0 && sceneThreshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold of a scene's change: expected more than 0, at most 1, found "
              + sceneThreshold);
    }
    this.seconds = seconds;
    this.sceneThreshold = sceneThreshold;
  }

  /**
   * The first frame, then the first one of each interval.
   *
   * @param seconds length of the interval, more than 0; every frame where frames are farther apart
   * @return the sampling
   * @throws IllegalArgumentException unless it is more than 0 and at most 86,400
   */
  public static FrameSampling every(double seconds) {
    return new FrameSampling(seconds, 1);
  }

  /**
   * The first frame of each scene; of scenes longer than 10 seconds a frame every 10 seconds.
   *
   * @return the sampling
   */
  public static FrameSampling scenes() {
    return new FrameSampling(LONGEST_SCENE_SECONDS, SCENE_THRESHOLD);
  }

  /**
   * The same with another measure of what a new scene is.
   *
   * @param threshold of the change between two frames, more than 0, at most 1, which means that no
   *     change is a new scene; 0.3 by default
   * @return a new sampling
   * @throws IllegalArgumentException if it is out of the range
   */
  public FrameSampling withSceneThreshold(double threshold) {
    return new FrameSampling(seconds, threshold);
  }

  /**
   * The greatest distance between two frames.
   *
   * @return seconds, unless the video's own frames are farther apart
   */
  public double seconds() {
    return seconds;
  }

  /**
   * The change between two frames from which a new scene begins.
   *
   * @return 1 where scenes are not looked for
   */
  public double sceneThreshold() {
    return sceneThreshold;
  }

  /**
   * Returns whether new scenes are looked for.
   *
   * @return whether the threshold is below 1
   */
  public boolean looksForScenes() {
    return sceneThreshold < 1;
  }
}
