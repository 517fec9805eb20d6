package io.github.ram4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Recognizer;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.ModelOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Images that are small as files and large as pixels. */
class BombTest {
  private static final int LIMIT = 1_000_000;

  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", head.toByteArray());
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(new byte[1 << 20]);
    deflater.finish();
    byte[] data = new byte[1 << 16];
    int length = deflater.deflate(data);
    chunk(out, "IDAT", java.util.Arrays.copyOf(data, length));
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  @Test
  void anImageOfTooManyPixelsIsRefused() throws Exception {
    ModelOptions options =
        ModelOptions.defaults().withImages(ImageOptions.defaults().withLimits(LIMIT, 1 << 25));
    try (Recognizer recognizer = Served.open(options);
        RamServer server = RamServer.start(ServedModels.of(recognizer), ServerOptions.defaults())) {
      for (int side : new int[] {2_000, 60_000, Integer.MAX_VALUE}) {
        ProblemsTest.assertProblem(
            413, "too-large", Served.post(server, "/v1/recognize", png(side, side)));
      }
      assertEquals(
          415, Served.post(server, "/v1/recognize", png(900, 900)).statusCode(), "cut short");
      assertEquals(200, Served.post(server, "/v1/recognize", Served.PANDA).statusCode());
    }
  }
}
