package io.github.ram4j.recipe.icons;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Cache of an icon set's pixels in one file, so that SVG is drawn once only. */
final class RasterCache {
  private static final int MAGIC = 0x52414d31;

  private final Path file;

  /**
   * Names a set's file in a folder; another version of the set, or another side, has another file.
   */
  RasterCache(Path folder, IconSet set) {
    this.file =
        folder.resolve(
            "%s-%s-%dpx.rasters"
                .formatted(set.name(), set.sha256().substring(0, 12), IconRasterizer.SIDE_PX));
  }

  /**
   * Reads the file.
   *
   * @return icons by name; empty if there is no file, it is damaged, or it lacks one that is wanted
   */
  Map<String, IconRaster> read(Set<String> wanted) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(Files.newInputStream(file)), 1 << 16))) {
      Map<String, IconRaster> icons = new HashMap<>();
      if (in.readInt() != MAGIC) {
        return Map.of();
      }
      for (int count = in.readInt(); count > 0; count--) {
        IconRaster icon = readIcon(in);
        icons.put(icon.name(), icon);
      }
      return icons.keySet().containsAll(wanted) ? icons : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static IconRaster readIcon(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int width = in.readUnsignedByte();
    int height = in.readUnsignedByte();
    byte[] bytes = new byte[width * height * Integer.BYTES];
    in.readFully(bytes);
    int[] argb = new int[width * height];
    ByteBuffer.wrap(bytes).asIntBuffer().get(argb);
    return new IconRaster(name, width, height, argb);
  }

  /** Writes the file beside its place and moves it there. */
  void write(Map<String, IconRaster> icons) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial =
        file.resolveSibling(
            ".%s-%d.partial".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      writeTo(Files.newOutputStream(partial), icons);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void writeTo(OutputStream stream, Map<String, IconRaster> icons)
      throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new DeflaterOutputStream(stream, deflater), 1 << 16))) {
      out.writeInt(MAGIC);
      out.writeInt(icons.size());
      List<String> names = new ArrayList<>(icons.keySet());
      names.sort(null);
      for (String name : names) {
        IconRaster icon = icons.get(name);
        out.writeUTF(name);
        out.writeByte(icon.width());
        out.writeByte(icon.height());
        ByteBuffer bytes = ByteBuffer.allocate(icon.argb().length * Integer.BYTES);
        bytes.asIntBuffer().put(icon.argb());
        out.write(bytes.array());
      }
    } finally {
      deflater.end();
    }
  }
}
