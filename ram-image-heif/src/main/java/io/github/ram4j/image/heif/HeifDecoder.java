package io.github.ram4j.image.heif;

import io.github.ram4j.RamException;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.format.IsoBrands;
import io.github.ram4j.image.decode.format.OptionalDecoder;
import io.github.ram4j.image.heif.codec.DecodedImage;
import io.github.ram4j.image.heif.colour.Planes;
import io.github.ram4j.image.heif.colour.Reader;
import io.github.ram4j.image.heif.colour.ToRgb;
import io.github.ram4j.image.heif.container.HeifFile;
import io.github.ram4j.image.heif.container.HeifItem;
import io.github.ram4j.image.heif.container.Property;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decoder of HEIC and AVIF: the primary image, turned and cut as the file's properties say. These
 * are part of the image and always followed; an orientation in its EXIF data is not, since writers
 * repeat there what the properties say. Alpha is dropped, colour profiles are not looked at.
 * Stateless and thread-safe.
 */
public final class HeifDecoder implements OptionalDecoder {
  /** A decoder; the service loader makes it. */
  public HeifDecoder() {}

  @Override
  public Set<ImageFormat> formats() {
    return EnumSet.of(ImageFormat.HEIC, ImageFormat.AVIF, ImageFormat.HEIF);
  }

  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    ImageFormat format =
        IsoBrands.imageFormat(new HeaderBytes(encoded, true)).orElse(ImageFormat.HEIF);
    long[] size = HeifFile.read(encoded).primary().size();
    return ImageHeader.of(format, size[0], size[1]);
  }

  @Override
  public ImageHeader decodedSize(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return Transforms.apply(header, Transforms.of(HeifFile.read(encoded).primary()));
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    HeifFile file = HeifFile.read(encoded);
    HeifItem primary = file.primary();
    if (!file.references(primary, "prem").isEmpty()) {
      throw new DamagedImageException(
          header.format()
              + ": expected colours that are not multiplied by alpha, found some that are; convert"
              + " the image to PNG");
    }
    try {
      DecodedImage image = new ItemImages(file, options.maxPixels()).decode(primary);
      Planes planes = image.planes();
      List<Property> transforms = Transforms.of(primary);
      int cuts = Transforms.cleanCuts(planes, transforms);
      for (Property cut : transforms.subList(0, cuts)) {
        planes = Transforms.cut(planes, cut.content());
      }
      List<Property> others = transforms.subList(cuts, transforms.size());
      Reader reader = reader(file, primary, Transforms.partChroma(planes, others));
      return Transforms.apply(ToRgb.convert(planes, image.cicp(), reader), others);
    } catch (LinkageError e) {
      throw unloadable(e);
    }
  }

  /** Images compressed by AV1 have readers, and so roundings, of their own. */
  private static Reader reader(HeifFile file, HeifItem primary, boolean isParted)
      throws DamagedImageException {
    HeifItem coded =
        primary.type().equals("grid")
            ? file.item(file.references(primary, "dimg").get(0))
            : primary;
    if (coded.type().equals("av01")) {
      return Reader.AVIF;
    }
    return isParted ? Reader.HEIC_PARTED : Reader.HEIC;
  }

  private static RamException unloadable(LinkageError error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new RamException(
        ("FFmpeg, which decodes HEIC and AVIF, cannot be loaded on %s %s: expected JavaCV's"
                + " org.bytedeco:javacpp and ffmpeg with this platform's native jars on the class"
                + " path and a writable folder ~/.javacpp/cache (or what"
                + " -Dorg.bytedeco.javacpp.cachedir names), found: %s")
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), root),
        error);
  }
}
