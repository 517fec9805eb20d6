package io.github.ram4j.image.resize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bicubic filter; {@link BilinearResizeTest} has the other one. */
class PillowResizeTest {
  private static final ImageInterpolation BICUBIC = ImageInterpolation.BICUBIC;

  /** Digests of {@code resize((width, height), Image.BICUBIC).tobytes()} in Pillow 13.0.0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alpha.png | 260 | 260 | a741f184c2ee05b9ddc45d94250d051e3a8e3c3fc2211e7a19cb73cc394cdc58
          alpha.png | 97 | 31 | 1cd9ebc5aeb5eb7c6092b8e6c3abb23080a86811237099202d08cbace3322de6
          bitmap.bmp | 260 | 260 | e0db4aa23bc08c1d9b8a1319a4f7dac15730fe180be7c72012de96bbee48dd78
          bitmap.bmp | 97 | 31 | ccd1e30d9f59c99445fbb361073f584167f9bee65217530a2c367251909a4297
          exact-384.png | 260 | 260 | ccece9f46a2b49758c1bb85cf01eda2124ef02dbfa69f013b238b8746df3983c
          exact-384.png | 97 | 31 | 0576a6bf5b04c224aa933cb2094e85b6c0dff0b8dfe7b59e1bd709ec331e3819
          grayscale.png | 260 | 260 | d3c23f8ef2bc2ddeb1e49d378e0c85ef88ab012d8d208dd081dffb88b461909a
          grayscale.png | 97 | 31 | 6d88255085a8e3ab833203a0bc67408430ecdc309875a6e38fbd47504b730941
          landscape.png | 260 | 260 | 060bf0d1d15aa98b0d30cbcf2de472f7ba353ad2c20a913026feb55bf866f7b2
          landscape.png | 97 | 31 | 045c1954b289d92199191239d0df17a9a2f64cea75b023aea7162fa875eeade1
          one-pixel.png | 260 | 260 | 9bd7164e80be79b9e965f5f6daa53ecbd4715712751f1c760a5f05ccc548b482
          one-pixel.png | 97 | 31 | 0698755ddd0f3c496549f2330252e74945e439bf44410706d506c7d7dc6f3bfb
          palette.png | 260 | 260 | 8f12240ac4c255e830f6eff6bc669d2b5c9f04b5af375ab1f90ff554f15f52c6
          palette.png | 97 | 31 | 66250c3c6661517c5edbe414ddbf43919f0b099a2843ba599777fbdf9cf6b82b
          portrait-odd.png | 260 | 260 | 4ea04a5a04a8bc4d2070f528798bc1637eef0ed3f7a6c0b16a9096e7793d75ab
          portrait-odd.png | 97 | 31 | 64deb92e06baf509811392092b21db5ae4834335fa669db07cedb1cfd0877cd0
          sliver.png | 260 | 260 | 5c6bb640d1606091b9580b566c1d4b392a2f1925864b0b7c3a3d9ec53b9ec5bc
          sliver.png | 97 | 31 | 2c56a60fc99229ab646b0fbe17a27f9da9177508b24528064a0427433549f0f1
          upscale.png | 260 | 260 | 2c7fc474d8095eed22cbf0f15d4973cee4a7a6ff5130b05ad14c162556ec6e35
          upscale.png | 97 | 31 | e91e09cc71e3e8f971968ce6b708176da297aaf68ed478e5342cdd6e3020dfa5
          """)
  void equalsPillow(String name, int width, int height, String sha256)
      throws IOException, NoSuchAlgorithmException {
    RgbImage image =
        BufferedImages.toRgb(ImageIO.read(GoldenFiles.file("images/" + name).toFile()));
    RgbImage resized = PillowResize.resize(image, new PillowResize.Size(width, height), BICUBIC, 1);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.rgb());
    assertEquals(sha256, HexFormat.of().formatHex(digest));
  }

  /** Tall images whose width shrinks by more than half the pixels that their height loses. */
  @ParameterizedTest
  @CsvSource({
    "150, 200, 96, BILINEAR, 5d702fbafb5ba18c3184f47dee75921fc51859aa4f7c50ebc713af0facd759bb",
    "150, 200, 96, BICUBIC, c93a0135d5516b401c0abb7f145e937624874e2b9c541431ecb1dcf3a08d3652",
    "1200, 1600, 384, BILINEAR, be3cc97d1f8d5602f6b9aa857473fcc875edb65f55f1347f95d0deefb4d14773",
    "1200, 1600, 384, BICUBIC, b02de032e514958270bfd4fca2c6cf7477cbd59e9cfccf1bcbc229743355da50"
  })
  void theOrderOfTheAxesIsPillows(
      int width, int height, int size, ImageInterpolation interpolation, String sha256)
      throws NoSuchAlgorithmException {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      rgb[i] = (byte) ((x * 31 + y * 17 + i % 3 * 7) * (x + 3 * y));
    }
    RgbImage resized =
        PillowResize.resize(
            new RgbImage(width, height, rgb), new PillowResize.Size(size, size), interpolation, 1);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.rgb());
    assertEquals(sha256, HexFormat.of().formatHex(digest));
  }

  /** Black and white neighbours, where the kernel's negative lobes leave 0 to 255 on both sides. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 7, 7",
    "50, 1, 8, 3",
    "1, 3000, 5, 5", // slivers
    "2, 3, 64, 64", // larger
    "31, 23, 97, 5", // larger one way, smaller the other
    "64, 40, 64, 31", // one side as it is
    "640, 480, 260, 260",
    "1201, 803, 260, 195"
  })
  void equalsThePlainLoop(int width, int height, int newWidth, int newHeight) {
    byte[] rgb = new byte[3 * width * height];
    Random random = new Random(31L * width + height);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (random.nextBoolean() ? 255 : 0);
    }
    RgbImage image = new RgbImage(width, height, rgb);
    byte[] expected = PlainResize.resize(image, newWidth, newHeight, ResizeFilter.BICUBIC).rgb();
    for (int threads : new int[] {1, 2, 5}) {
      RgbImage resized =
          PillowResize.resize(image, new PillowResize.Size(newWidth, newHeight), BICUBIC, threads);
      assertArrayEquals(expected, resized.rgb(), threads + " threads");
    }
  }

  @ParameterizedTest
  @CsvSource({"BILINEAR, BILINEAR", "BICUBIC, BICUBIC"})
  void thePreparationChoosesTheFilter(ImageInterpolation interpolation, ResizeFilter filter) {
    byte[] rgb = new byte[3 * 40 * 30];
    new Random(5).nextBytes(rgb);
    RgbImage image = new RgbImage(40, 30, rgb);
    ImagePreparation preparation = ImagePreparation.squash(17).withInterpolation(interpolation);
    RgbImage resized =
        ImageFit.of(preparation, 40, 30).resize(image, preparation.interpolation(), 1);
    assertArrayEquals(PlainResize.resize(image, 17, 17, filter).rgb(), resized.rgb());
  }
}
