package io.github.ram4j.metadata.container;

import io.github.ram4j.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TIFF, or a BigTIFF: XMP is what tag 700 of the first directory points to. Nothing that offsets
 * point to ever moves: what is new goes to the end of the file.
 */
final class TiffFile extends ImageContainer {
  private static final int XMP = 700;
  private static final int IPTC = 33723;
  private static final int BYTE = 1;
  private static final int UNDEFINED = 7;
  private static final int MOST_DIRECTORIES = 1 << 16;
  private static final Pattern TRACE = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

  /** Tags of offsets, each with that of lengths: strips and tiles. */
  private static final int[][] DATA = {{273, 279}, {324, 325}};

  private final TiffBytes tiff;
  private final TiffBytes.Directory first;
  private final Optional<TiffBytes.Entry> xmp;

  TiffFile(FileBytes source) throws IOException {
    super(source);
    this.tiff = new TiffBytes(source, 0, source.size());
    this.first = tiff.directory(tiff.first());
    this.xmp = entry(first, XMP);
    requireData();
    if (xmp.isPresent() && xmp.get().type() != BYTE && xmp.get().type() != UNDEFINED) {
      throw source.wrong("expected XMP as bytes, found tag 700 of another type");
    }
  }

  /** Whether a file has the first bytes of a TIFF. */
  static boolean begins(FileBytes source) throws IOException {
    for (int version = 42; version <= 43; version++) {
      if (source.holds(0, new byte[] {'I', 'I', (byte) version, 0})
          || source.holds(0, new byte[] {'M', 'M', 0, (byte) version})) {
        return true;
      }
    }
    return false;
  }

  private static Optional<TiffBytes.Entry> entry(TiffBytes.Directory directory, int tag) {
    return directory.entries().stream().filter(entry -> entry.tag() == tag).findFirst();
  }

  /** Fails where directories or the data of their images are not within the file. */
  private void requireData() throws IOException {
    Set<Long> seen = new HashSet<>();
    TiffBytes.Directory directory = first;
    while (true) {
      if (!seen.add(directory.offset()) || seen.size() > MOST_DIRECTORIES) {
        throw source().wrong("expected directories in a row, found them in a circle");
      }
      for (int[] tags : DATA) {
        requireData(entry(directory, tags[0]), entry(directory, tags[1]));
      }
      if (directory.next() == 0) {
        return;
      }
      directory = tiff.directory(directory.next());
    }
  }

  private void requireData(Optional<TiffBytes.Entry> offsets, Optional<TiffBytes.Entry> lengths)
      throws IOException {
    if (offsets.isEmpty() || lengths.isEmpty()) {
      return;
    }
    long count = Math.min(offsets.get().count(), lengths.get().count());
    long offsetsPlace = tiff.place(offsets.get());
    long lengthsPlace = tiff.place(lengths.get());
    for (long i = 0; i < count; i++) {
      long offset = tiff.value(offsets.get(), offsetsPlace, i);
      source().require(offset, tiff.value(lengths.get(), lengthsPlace, i), "a part of the image");
    }
  }

  @Override
  public Optional<Packet> packet() throws IOException {
    if (xmp.isEmpty()) {
      return Optional.empty();
    }
    Packet.requireLength(source(), xmp.get().count());
    long place = tiff.place(xmp.get());
    return Optional.of(Packet.of(source().bytes(place, (int) xmp.get().count(), "XMP")));
  }

  @Override
  public int orientation() throws IOException {
    return ExifOrientation.of(tiff, first);
  }

  @Override
  public List<String> keywords() throws IOException {
    Optional<TiffBytes.Entry> iptc = entry(first, IPTC);
    if (iptc.isEmpty() || tiff.length(iptc.get()) > Packet.MOST_BYTES) {
      return List.of();
    }
    int length = (int) tiff.length(iptc.get());
    return IptcKeywords.of(source().bytes(tiff.place(iptc.get()), length, "IPTC"));
  }

  /** The length of the file and its first directory. */
  @Override
  public String trace() {
    return source().size() + " " + first.offset();
  }

  @Override
  public Splice with(Packet packet) throws IOException {
    return xmp.isEmpty() ? withEntry(packet.main()) : replaced(xmp.get(), packet.main());
  }

  private Splice withEntry(byte[] packet) throws IOException {
    long end = source().size();
    int padding = (int) (end & 1);
    long directory = end + padding;
    int count = first.entries().size();
    long content =
        directory + tiff.countSize() + (long) tiff.entrySize() * (count + 1) + tiff.offsetSize();
    requireRoom(content + packet.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(tiff.bytes(count + 1, tiff.countSize()));
    boolean written = false;
    for (TiffBytes.Entry entry : first.entries()) {
      if (!written && entry.tag() > XMP) {
        bytes.writeBytes(newEntry(content, packet.length));
        written = true;
      }
      bytes.writeBytes(source().bytes(entry.start(), tiff.entrySize(), "an entry"));
    }
    if (!written) {
      bytes.writeBytes(newEntry(content, packet.length));
    }
    bytes.writeBytes(tiff.bytes(first.next(), tiff.offsetSize()));
    return patched(tiff.firstPlace(), tiff.bytes(directory, tiff.offsetSize()), end)
        .add(new byte[padding])
        .add(bytes.toByteArray())
        .add(packet);
  }

  private byte[] newEntry(long place, int length) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    entry.writeBytes(tiff.bytes(XMP, 2));
    entry.writeBytes(tiff.bytes(BYTE, 2));
    entry.writeBytes(tiff.bytes(length, tiff.offsetSize()));
    entry.writeBytes(tiff.bytes(place, tiff.offsetSize()));
    return entry.toByteArray();
  }

  /** Another packet in the older one's place where it fits there, or else at the end. */
  private Splice replaced(TiffBytes.Entry entry, byte[] packet) throws IOException {
    long place = tiff.place(entry);
    long end = place + entry.count();
    boolean last = end == source().size() && place != tiff.valuePlace(entry);
    if (!last && packet.length <= entry.count() && entry.count() > tiff.offsetSize()) {
      byte[] padded = Arrays.copyOf(packet, (int) entry.count());
      Arrays.fill(padded, packet.length, padded.length, (byte) ' ');
      return patched(place, padded, source().size());
    }
    long keep = last ? place : source().size();
    int padding = (int) (keep & 1);
    requireRoom(keep + padding + packet.length);
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.writeBytes(tiff.bytes(packet.length, tiff.offsetSize()));
    patch.writeBytes(tiff.bytes(keep + padding, tiff.offsetSize()));
    return patched(entry.start() + 4, patch.toByteArray(), keep).add(new byte[padding]).add(packet);
  }

  /** The file up to an end, with other bytes at one place. */
  private Splice patched(long place, byte[] bytes, long end) {
    if (place + bytes.length > end) {
      throw source().wrong("expected a directory outside of its XMP, found it within");
    }
    return new Splice(source()).copy(0, place).add(bytes).copy(place + bytes.length, end);
  }

  private void requireRoom(long length) {
    if (!tiff.isBig() && length > 0xffff_ffffL) {
      throw source().wrong("expected a TIFF below 4 GiB, found no room for XMP");
    }
  }

  @Override
  public Splice without(String trace) throws IOException {
    if (xmp.isEmpty()) {
      return new Splice(source()).copy(0, source().size());
    }
    Matcher before = TRACE.matcher(trace);
    if (before.matches()) {
      long size = Long.parseLong(before.group(1));
      long directory = Long.parseLong(before.group(2));
      if (onlyGrew(xmp.get(), size, directory)) {
        return patched(tiff.firstPlace(), tiff.bytes(directory, tiff.offsetSize()), size);
      }
    }
    return withoutEntry(xmp.get());
  }

  /** Whether this is a file of that length and directory to which {@link #withEntry} was done. */
  private boolean onlyGrew(TiffBytes.Entry entry, long size, long directory) throws IOException {
    long added = size + (size & 1);
    long end =
        added
            + tiff.countSize()
            + (long) tiff.entrySize() * first.entries().size()
            + tiff.offsetSize();
    long packet = tiff.place(entry);
    if (first.offset() != added
        || packet < end
        || packet > end + 1
        || packet + entry.count() != source().size()
        || directory >= size) {
      return false;
    }
    try {
      TiffBytes.Directory older = tiff.directory(directory);
      return older.next() == first.next() && Arrays.equals(content(older), content(first));
    } catch (FileFormatException e) {
      return false; // what others made of the file since
    }
  }

  /** The entries as bytes, but that of XMP. */
  private byte[] content(TiffBytes.Directory directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (TiffBytes.Entry entry : directory.entries()) {
      if (entry.tag() != XMP) {
        bytes.writeBytes(source().bytes(entry.start(), tiff.entrySize(), "an entry"));
      }
    }
    return bytes.toByteArray();
  }

  /** The directory at its place without an entry; the packet goes if it is the file's end. */
  private Splice withoutEntry(TiffBytes.Entry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<TiffBytes.Entry> entries = first.entries();
    bytes.writeBytes(tiff.bytes(entries.size() - 1L, tiff.countSize()));
    for (TiffBytes.Entry kept : entries) {
      if (!kept.equals(entry)) {
        bytes.writeBytes(source().bytes(kept.start(), tiff.entrySize(), "an entry"));
      }
    }
    bytes.writeBytes(tiff.bytes(first.next(), tiff.offsetSize()));
    bytes.writeBytes(new byte[tiff.entrySize()]);
    long place = tiff.place(entry);
    boolean last =
        place + entry.count() == source().size() && place >= first.offset() + bytes.size();
    return patched(first.offset(), bytes.toByteArray(), last ? place : source().size());
  }
}
