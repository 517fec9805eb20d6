package io.github.ram4j.video.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFramesTest {
  @TempDir private Path folder;

  /** A frame with a red corner at the top left, else of one grey. */
  private static BufferedImage frame(int width, int height, int grey) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 3, height / 3);
    graphics.dispose();
    return image;
  }

  private Path video(String name, int turn, long... times) {
    Path file = folder.resolve(name);
    try (VideoFile video = new VideoFile(file, 96, 64, turn)) {
      for (int i = 0; i < times.length; i++) {
        video.add(frame(96, 64, 40 + i % 8 * 20), times[i]);
      }
    }
    return file;
  }

  private static long[] even(int frames, int stepMs) {
    long[] times = new long[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = (long) i * stepMs;
    }
    return times;
  }

  private static List<Long> times(Path file, FrameSampling sampling) throws IOException {
    List<Long> times = new ArrayList<>();
    try (VideoFrames frames = VideoFrames.open(file, sampling)) {
      frames.forEachRemaining(frame -> times.add(frame.timeMs()));
    }
    return times;
  }

  @Test
  void givesTheFirstFrameOfEachInterval() throws IOException {
    Path file = video("even.mp4", 0, even(50, 100));
    assertEquals(List.of(0L, 1000L, 2000L, 3000L, 4000L), times(file, FrameSampling.every(1)));
    assertEquals(
        List.of(0L, 700L, 1400L, 2100L), times(file, FrameSampling.every(0.7)).subList(0, 4));
    assertEquals(50, times(file, FrameSampling.every(0.01)).size());
  }

  @Test
  void tellsTheTimesOfFramesThatAreFarApart() throws IOException {
    Path file = video("uneven.mkv", 0, 0, 40, 1010, 1050, 6000, 6033, 6500, 9000);
    assertEquals(List.of(0L, 1010L, 6000L, 9000L), times(file, FrameSampling.every(1)));
  }

  @ParameterizedTest
  @CsvSource({"0, 96, 64, 0, 0", "90, 64, 96, 1, 0", "180, 96, 64, 1, 1", "270, 64, 96, 0, 1"})
  void turnsFramesAsPhonesAsk(int turn, int width, int height, int right, int bottom)
      throws IOException {
    Path file = video("turned.mp4", turn, even(3, 100));
    try (VideoFrames frames = VideoFrames.open(file, FrameSampling.every(1))) {
      assertEquals(
          new VideoInfo(width, height, frames.info().durationMs(), "mpeg4"), frames.info());
      BufferedImage image = frames.next().image();
      assertEquals(width, image.getWidth());
      assertEquals(height, image.getHeight());
      for (int x = 0; x < 2; x++) {
        for (int y = 0; y < 2; y++) {
          Color corner = new Color(image.getRGB(5 + x * (width - 11), 5 + y * (height - 11)));
          boolean isRed = corner.getRed() > 180 && corner.getGreen() < 90;
          assertEquals(x == right && y == bottom, isRed, corner.toString());
        }
      }
    }
  }

  @Test
  void findsScenes() throws IOException {
    Path file = folder.resolve("scenes.mp4");
    try (VideoFile video = new VideoFile(file, 96, 64, 0)) {
      for (int i = 0; i < 90; i++) {
        int grey = i < 25 ? 20 : i < 60 ? 220 : 90;
        video.add(frame(96, 64, grey), 100L * i);
      }
    }
    assertEquals(List.of(0L, 2500L, 6000L), times(file, FrameSampling.scenes()));
    assertEquals(
        List.of(0L), times(file, FrameSampling.scenes().withSceneThreshold(1)).subList(0, 1));
  }

  @Test
  void goesOnBehindDamage() throws IOException {
    Path file = video("damaged.mp4", 0, even(200, 100));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length * 2 / 5, bytes.length * 3 / 5, (byte) 0);
    Files.write(file, bytes);
    try (VideoFrames frames = VideoFrames.open(file, FrameSampling.every(1))) {
      List<VideoFrame> all = new ArrayList<>();
      frames.forEachRemaining(all::add);
      assertFalse(frames.lost().isEmpty());
      LostPart lost = frames.lost().get(0);
      assertTrue(lost.startMs() > 5000 && lost.startMs() < 10_000, lost.toString());
      assertEquals(20_000, frames.endMs());
      assertEquals(19_000, all.get(all.size() - 1).timeMs());
      List<VideoFrame> behind = all.stream().filter(each -> each.lostFromMs().isPresent()).toList();
      assertEquals(lost.startMs(), behind.get(0).lostFromMs().getAsLong());
    }
  }

  @Test
  void tellsWhatIsMissingAtTheEnd() throws IOException {
    Path file = video("cut.mkv", 0, even(100, 100));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    try (VideoFrames frames = VideoFrames.open(file, FrameSampling.every(1))) {
      frames.forEachRemaining(frame -> assertTrue(frame.timeMs() < 8000));
      LostPart lost = frames.lost().get(frames.lost().size() - 1);
      assertEquals(10_000.0, (double) lost.endMs(), 100);
      assertEquals(frames.endMs(), lost.startMs());
    }
  }

  @Test
  void refusesWhatIsNoVideo() throws IOException {
    Path cut = video("cut.mp4", 0, even(20, 100));
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2)); // its index was at the end
    assertTrue(refusal(cut).contains("expected a video that FFmpeg"), refusal(cut));
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    assertTrue(refusal(text).startsWith(text + ": expected a video"), refusal(text));
    Path empty = Files.write(folder.resolve("empty.mp4"), new byte[0]);
    assertTrue(refusal(empty).startsWith(empty + ": expected a video"), refusal(empty));
    Path png = folder.resolve("still.png");
    ImageIO.write(frame(20, 20, 50), "png", png.toFile());
    assertTrue(refusal(png).contains("a still image or no video at all"), refusal(png));
    Path list = Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\n" + cut + "\n");
    assertTrue(refusal(list).startsWith(list + ": expected a video"), refusal(list));
    assertThrows(
        NoSuchFileException.class,
        () -> VideoFrames.open(folder.resolve("none.mp4"), FrameSampling.every(1)));
    IOException e =
        assertThrows(IOException.class, () -> VideoFrames.open(folder, FrameSampling.every(1)));
    assertTrue(e.getMessage().endsWith("expected a video, found a folder"), e.getMessage());
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      IOException other =
          assertThrows(IOException.class, () -> VideoFrames.open(device, FrameSampling.every(1)));
      assertTrue(other.getMessage().endsWith("found a pipe or a device"), other.getMessage());
    }
  }

  @Test
  void refusesSoundAlone() throws IOException {
    ByteBuffer wav = ByteBuffer.allocate(44 + 16_000).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 16_000);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
    wav.putShort((short) 1).putInt(8000).putInt(16_000).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(16_000);
    Path file = Files.write(folder.resolve("sound.wav"), wav.array());
    assertEquals(file + ": expected a stream of video, found sound", refusal(file));
  }

  @Test
  void refusesUseBehindClose() throws IOException {
    VideoFrames frames = VideoFrames.open(video("x.mp4", 0, even(3, 100)), FrameSampling.every(1));
    frames.close();
    frames.close();
    assertThrows(IllegalStateException.class, frames::hasNext);
  }

  private static String refusal(Path file) {
    return assertThrows(
            VideoException.class, () -> VideoFrames.open(file, FrameSampling.every(1)).close())
        .getMessage();
  }
}
