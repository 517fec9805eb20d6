package io.github.ram4j.metadata.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JPEG: XMP is in a segment APP1, and what does not fit there in further ones. */
final class JpegFile extends ImageContainer {
  private static final byte[] XMP = Containers.latin("http://ns.adobe.com/xap/1.0/\0");
  private static final byte[] EXTENSION = Containers.latin("http://ns.adobe.com/xmp/extension/\0");
  private static final byte[] PHOTOSHOP = Containers.latin("Photoshop 3.0\0");
  private static final byte[] EXIF = Containers.latin("Exif\0\0");
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP13 = 0xed;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  /** A segment's length counts its own two bytes. */
  private static final int MOST_IN_SEGMENT = 0xffff - 2;

  /** A digest as 32 characters, the full length, an offset. */
  private static final int EXTENSION_HEAD = EXTENSION.length + 32 + 4 + 4;

  private static final int MOST_IN_EXTENSION = 65_000;
  private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{32}");

  private final List<Segment> segments = new ArrayList<>();
  private final @Nullable Segment xmp;
  private final List<Segment> extensions;

  /** A segment from its marker's first byte to its end; where its content begins. */
  private record Segment(int marker, long start, long content, long end) {}

  JpegFile(FileBytes source) throws IOException {
    super(source);
    readSegments();
    List<Segment> packets = named(XMP);
    if (packets.size() > 1) {
      throw source.wrong("expected one XMP packet, found " + packets.size());
    }
    this.xmp = packets.isEmpty() ? null : packets.get(0);
    this.extensions = named(EXTENSION);
  }

  private void readSegments() throws IOException {
    long at = 2;
    while (true) {
      Segment segment = segment(at);
      if (segment.marker == END_OF_IMAGE) {
        throw source().wrong("expected an image, found an end without one at offset " + at);
      }
      if (segment.marker == START_OF_SCAN) {
        requireEnd(segment.end);
        return;
      }
      segments.add(segment);
      at = segment.end;
    }
  }

  private Segment segment(long start) throws IOException {
    long at = start;
    if (source().u8(at, "a marker") != 0xff) {
      throw source().wrong("expected a marker at offset %,d, found another byte".formatted(at));
    }
    int marker = 0xff;
    while (marker == 0xff) {
      at++;
      marker = source().u8(at, "a marker");
    }
    at++;
    if (standsAlone(marker)) {
      return new Segment(marker, start, at, at);
    }
    long length = source().number(at, 2, true, "the length of a segment");
    if (length < 2) {
      throw source().wrong("expected a segment at offset %,d, found none".formatted(start));
    }
    source().require(at, length, "a segment");
    return new Segment(marker, start, at + 2, at + length);
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd9);
  }

  /** Fails where the scans do not come to the marker that ends the image. */
  private void requireEnd(long firstScan) throws IOException {
    String what = "the end of the image";
    long at = firstScan;
    while (true) {
      while (source().u8(at, what) != 0xff) {
        at++;
      }
      int next = source().u8(at + 1, what);
      if (next == END_OF_IMAGE) {
        return;
      }
      if (next == 0 || (next >= 0xd0 && next <= 0xd7)) {
        at += 2;
      } else if (next == 0xff) {
        at++;
      } else {
        at = segment(at).end;
      }
    }
  }

  private List<Segment> named(byte[] name) throws IOException {
    List<Segment> found = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.marker == APP1 && isNamed(segment, name)) {
        found.add(segment);
      }
    }
    return found;
  }

  private boolean isNamed(Segment segment, byte[] name) throws IOException {
    return segment.end - segment.content >= name.length && source().holds(segment.content, name);
  }

  @Override
  public Optional<Packet> packet() throws IOException {
    if (xmp == null) {
      return Optional.empty();
    }
    long from = xmp.content + XMP.length;
    byte[] main = source().bytes(from, (int) (xmp.end - from), "XMP");
    return Optional.of(new Packet(main, extension(main)));
  }

  /** The extension that the packet names; those of others are left alone. */
  private byte[] extension(byte[] main) throws IOException {
    String text = new String(main, StandardCharsets.ISO_8859_1);
    byte @Nullable [] whole = null;
    long found = 0;
    for (Segment segment : extensions) {
      if (segment.end - segment.content < EXTENSION_HEAD) {
        throw source().wrong("expected extended XMP, found a segment too short for it");
      }
      long at = segment.content + EXTENSION.length;
      if (!isNamedIn(text, segment)) {
        continue;
      }
      long length = source().number(at + 32, 4, true, "a length");
      long offset = source().number(at + 36, 4, true, "an offset");
      Packet.requireLength(source(), length);
      whole = whole == null ? new byte[(int) length] : whole;
      long count = segment.end - segment.content - EXTENSION_HEAD;
      if (length != whole.length || offset + count > length) {
        throw source().wrong("expected parts of one extended XMP, found parts of others");
      }
      byte[] part = source().bytes(at + 40, (int) count, "extended XMP");
      System.arraycopy(part, 0, whole, (int) offset, part.length);
      found += count;
    }
    if (whole != null && found != whole.length) {
      throw source()
          .wrong("expected extended XMP of %,d bytes, found %,d".formatted(whole.length, found));
    }
    return whole == null ? new byte[0] : whole;
  }

  @Override
  public int orientation() throws IOException {
    List<Segment> exif = named(EXIF);
    return exif.isEmpty()
        ? 1
        : ExifOrientation.of(source(), exif.get(0).content + EXIF.length, exif.get(0).end);
  }

  @Override
  public List<String> keywords() throws IOException {
    for (Segment segment : segments) {
      if (segment.marker == APP13 && isNamed(segment, PHOTOSHOP)) {
        long from = segment.content + PHOTOSHOP.length;
        byte[] resources = source().bytes(from, (int) (segment.end - from), "resources");
        return IptcKeywords.ofResources(resources);
      }
    }
    return List.of();
  }

  @Override
  public int mostBytes() {
    return MOST_IN_SEGMENT - XMP.length;
  }

  @Override
  public Splice with(Packet packet) throws IOException {
    Optional<Packet> older = packet();
    boolean sameExtension =
        older.isPresent() && Arrays.equals(older.get().extension(), packet.extension());
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    added.writeBytes(segment(XMP, packet.main(), 0, packet.main().length));
    if (!sameExtension) {
      addExtension(packet.extension(), added);
    }
    return splice(added.toByteArray(), sameExtension);
  }

  @Override
  public Splice without(String trace) throws IOException {
    return splice(new byte[0], false);
  }

  /** The file with other XMP at the place of the older, or else behind the EXIF data. */
  private Splice splice(byte[] added, boolean keepExtension) throws IOException {
    long place = xmp == null ? firstPlace() : xmp.start;
    List<Change> changes = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.equals(xmp) || (!keepExtension && belongs(segment))) {
        changes.add(new Change(segment.start, segment.end, new byte[0]));
      }
    }
    changes.add(new Change(place, place, added));
    for (Segment segment : segments) {
      if (segment.marker == APP2 && isNamed(segment, MultiPicture.NAME)) {
        addMoved(segment, changes);
        break;
      }
    }
    changes.sort(
        Comparator.comparingLong((Change change) -> change.from)
            .thenComparingLong(change -> change.to));
    Splice splice = new Splice(source());
    long at = 0;
    for (Change change : changes) {
      splice.copy(at, change.from).add(change.bytes);
      at = change.to;
    }
    return splice.copy(at, source().size());
  }

  /** A range and what comes in its place. */
  private static final class Change {
    private final long from;
    private final long to;
    private final byte[] bytes;

    Change(long from, long to, byte[] bytes) {
      this.from = from;
      this.to = to;
      this.bytes = bytes;
    }

    long growth() {
      return bytes.length - (to - from);
    }
  }

  /** Further images behind the first one move with what changes before them. */
  private void addMoved(Segment segment, List<Change> changes) throws IOException {
    MultiPicture pictures =
        MultiPicture.of(source(), segment.content + MultiPicture.NAME.length, segment.end);
    long grown = changes.stream().mapToLong(Change::growth).sum();
    long grownBefore =
        changes.stream()
            .filter(change -> change.from <= segment.start)
            .mapToLong(Change::growth)
            .sum();
    byte[] table = pictures.moved(grown, grownBefore);
    if (table.length > 0) {
      changes.add(new Change(pictures.table(), pictures.table() + table.length, table));
    }
  }

  private boolean belongs(Segment segment) throws IOException {
    if (xmp == null || !extensions.contains(segment)) {
      return false;
    }
    byte[] main = source().bytes(xmp.content, (int) (xmp.end - xmp.content), "XMP");
    return isNamedIn(new String(main, StandardCharsets.ISO_8859_1), segment);
  }

  /** Whether a packet names a part of an extension by its digest. */
  private boolean isNamedIn(String main, Segment part) throws IOException {
    String digest =
        new String(
            source().bytes(part.content + EXTENSION.length, 32, "a digest"),
            StandardCharsets.ISO_8859_1);
    return DIGEST.matcher(digest).matches() && main.contains(digest);
  }

  /** Behind the JFIF header and the EXIF data, which readers expect first. */
  private long firstPlace() throws IOException {
    long place = 2;
    for (Segment segment : segments) {
      if (segment.marker != APP0 && !(segment.marker == APP1 && isNamed(segment, EXIF))) {
        break;
      }
      place = segment.end;
    }
    return place;
  }

  private static void addExtension(byte[] extension, ByteArrayOutputStream into) {
    byte[] digest = Containers.latin(Packet.digest(extension));
    for (int at = 0; at < extension.length; at += MOST_IN_EXTENSION) {
      int count = Math.min(MOST_IN_EXTENSION, extension.length - at);
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      head.writeBytes(EXTENSION);
      head.writeBytes(digest);
      head.writeBytes(Numbers.bytes(extension.length, 4, true));
      head.writeBytes(Numbers.bytes(at, 4, true));
      into.writeBytes(segment(head.toByteArray(), extension, at, count));
    }
  }

  private static byte[] segment(byte[] name, byte[] content, int from, int count) {
    int length = 2 + name.length + count;
    if (length > 0xffff) {
      throw new IllegalArgumentException(
          "a segment: expected at most 65,535 bytes, found %,d".formatted(length));
    }
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.writeBytes(new byte[] {(byte) 0xff, (byte) APP1});
    segment.writeBytes(Numbers.bytes(length, 2, true));
    segment.writeBytes(name);
    segment.write(content, from, count);
    return segment.toByteArray();
  }
}
