package io.github.ram4j.convert.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes zip archives by hand, so that tests can have them wrong, and zip64 without 4 GB. */
final class ZipWriter {
  private final boolean zip64;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;
  private int method;
  private long extraSize;
  private long inflatedSize;

  ZipWriter(boolean zip64) {
    this.zip64 = zip64;
  }

  /** The compression method that the following entries claim. */
  ZipWriter method(int newMethod) {
    method = newMethod;
    return this;
  }

  /** How many bytes more than they have the following entries claim in the directory. */
  ZipWriter exaggerate(long bytes) {
    extraSize = bytes;
    return this;
  }

  /** The size that the following entries claim to have when they are inflated; 0 for their own. */
  ZipWriter inflated(long bytes) {
    inflatedSize = bytes;
    return this;
  }

  ZipWriter entry(String name, byte[] data) {
    return entry(name, name, data);
  }

  ZipWriter entry(String name, String localName, byte[] data) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    int header = out.size();
    ByteBuffer local = PickleWriter.little(30).putInt(0x04034b50).putShort((short) 0);
    byte[] localUtf8 = localName.getBytes(StandardCharsets.UTF_8);
    local.putShort((short) 0x808).putShort((short) method);
    local.putShort(26, (short) localUtf8.length).putShort(28, (short) 5);
    out.writeBytes(PickleWriter.array(local));
    out.writeBytes(localUtf8);
    out.writeBytes(new byte[] {'F', 'B', 1, 0, 'Z'});
    out.writeBytes(data);
    out.writeBytes(new byte[] {'P', 'K', 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

    long size = data.length + extraSize;
    long inflated = inflatedSize == 0 ? size : inflatedSize;
    ByteBuffer central = PickleWriter.little(46).putInt(0x02014b50);
    central.putShort(8, (short) 0x808).putShort(10, (short) method);
    central.putInt(20, zip64 ? -1 : (int) size).putInt(24, zip64 ? -1 : (int) inflated);
    central.putShort(28, (short) utf8.length).putShort(30, (short) (zip64 ? 28 + 5 : 0));
    central.putInt(42, zip64 ? -1 : header);
    directory.writeBytes(PickleWriter.array(central));
    directory.writeBytes(utf8);
    if (zip64) {
      directory.writeBytes(new byte[] {'F', 'B', 1, 0, 'Z'});
      ByteBuffer wide = PickleWriter.little(28).putShort((short) 1).putShort((short) 24);
      directory.writeBytes(
          PickleWriter.array(wide.putLong(inflated).putLong(size).putLong(header)));
    }
    entries++;
    return this;
  }

  byte[] finish() {
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    if (zip64) {
      int at = out.size();
      ByteBuffer end64 = PickleWriter.little(56).putInt(0x06064b50).putLong(44);
      end64.putLong(24, entries).putLong(32, entries);
      out.writeBytes(PickleWriter.array(end64.putLong(40, directory.size()).putLong(48, start)));
      out.writeBytes(
          PickleWriter.little(20).putInt(0x07064b50).putInt(0).putLong(at).putInt(1).array());
    }
    ByteBuffer end = PickleWriter.little(22).putInt(0x06054b50);
    end.putShort(8, (short) (zip64 ? -1 : entries)).putShort(10, (short) (zip64 ? -1 : entries));
    end.putInt(12, zip64 ? -1 : directory.size()).putInt(16, zip64 ? -1 : start);
    out.writeBytes(PickleWriter.array(end));
    return out.toByteArray();
  }
}
