package io.github.ram4j.metadata.xmp;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPIterator;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPUtils;
import com.adobe.internal.xmp.options.IteratorOptions;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import io.github.ram4j.FileFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * XMP that can be changed. What is not changed is written as it was read: reading fails where that
 * cannot be. Paths within a property are those of Adobe's library. Not thread-safe.
 */
public final class XmpDocument {
  private static final String EXTENSION = "HasExtendedXMP";

  private final XMPMeta meta;
  private final String name;
  private final boolean wrapped;

  /** An array in XMP: without an order, or with one. */
  public enum ListKind {
    /** rdf:Bag. */
    BAG,
    /** rdf:Seq. */
    SEQ;

    PropertyOptions options() {
      PropertyOptions options = new PropertyOptions().setArray(true);
      return this == SEQ ? options.setArrayOrdered(true) : options;
    }
  }

  private XmpDocument(XMPMeta meta, String name, boolean wrapped) {
    this.meta = meta;
    this.name = name;
    this.wrapped = wrapped;
  }

  /** XMP with nothing in it. */
  public static XmpDocument empty(String name) {
    Names.register();
    return new XmpDocument(XMPMetaFactory.create(), name, true);
  }

  /**
   * Reads XMP.
   *
   * @param name the file in messages
   * @throws FileFormatException if it is none, or has what would be lost by writing it
   */
  public static XmpDocument read(byte[] bytes, String name) {
    Names.register();
    String text = XmpText.decode(bytes, name);
    XmlValues values = XmlValues.of(text, name);
    XmpDocument read = new XmpDocument(parsed(text, name), name, XmpText.hasWrapper(text));
    values.requireKept(XmlValues.of(read.text(0), name));
    return read;
  }

  private static XMPMeta parsed(String text, String name) {
    ParseOptions options =
        new ParseOptions()
            .setAcceptLatin1(false)
            .setFixControlChars(false)
            .setOmitNormalization(true)
            .setDisallowDoctype(true);
    try {
      return XMPMetaFactory.parseFromString(text, options);
    } catch (XMPException e) {
      throw new FileFormatException(
          "%s: expected XMP, found what is none: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The file in messages. */
  public String name() {
    return name;
  }

  /** Whether there is no property. */
  public boolean isEmpty() {
    try {
      return !meta.iterator().hasNext();
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /**
   * The XMP in UTF-8.
   *
   * @param padding blanks at the end for other programs to grow into; without effect where the XMP
   *     was read without the instructions around it
   */
  public byte[] bytes(int padding) {
    return text(padding).getBytes(StandardCharsets.UTF_8);
  }

  private String text(int padding) {
    try {
      return XMPMetaFactory.serializeToString(
          meta,
          new SerializeOptions()
              .setUseCompactFormat(true)
              .setOmitPacketWrapper(!wrapped)
              .setPadding(Math.max(1, padding)));
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Fails as the file does not have the form that its fields have elsewhere. */
  private FileFormatException broken(XMPException e) {
    return new FileFormatException(
        "%s: expected fields of XMP as others write them, found others: %s"
            .formatted(name, e.getMessage()),
        e);
  }

  /** Whether there is a property, or a part of one. */
  public boolean has(String namespace, String path) {
    return meta.doesPropertyExist(namespace, path);
  }

  /** Whether there is a property of a namespace. */
  public boolean hasAny(String namespace) {
    return !fields(namespace, null).isEmpty();
  }

  /** A text; empty where there is none, or a list or a structure. */
  public Optional<String> text(String namespace, String path) {
    try {
      XMPProperty property = meta.getProperty(namespace, path);
      return property == null || property.getOptions().isCompositeProperty()
          ? Optional.empty()
          : Optional.ofNullable(property.getValue());
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Writes a text; structures around it are made, lists are not. */
  public void setText(String namespace, String path, String value) {
    try {
      meta.setProperty(namespace, path, value);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Removes a property, or a part of one. */
  public void remove(String namespace, String path) {
    meta.deleteProperty(namespace, path);
  }

  /** The number of items of a list; 0 where there is none. */
  public int count(String namespace, String path) {
    requireList(namespace, path);
    try {
      return meta.countArrayItems(namespace, path);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  private void requireList(String namespace, String path) {
    try {
      XMPProperty property = meta.getProperty(namespace, path);
      if (property != null && !property.getOptions().isArray()) {
        throw new FileFormatException(
            "%s: expected %s as a list, found a %s"
                .formatted(name, path, property.getOptions().isStruct() ? "structure" : "text"));
      }
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** The texts of a list, empty ones for items that are none; empty where there is no list. */
  public List<String> list(String namespace, String path) {
    int count = count(namespace, path);
    List<String> items = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      items.add(text(namespace, item(path, i)).orElse(""));
    }
    return items;
  }

  /** The path of an item; items are counted from 1. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** Adds a text to the end of a list, which is made if there is none. */
  public void append(String namespace, String path, ListKind kind, String value) {
    requireList(namespace, path);
    try {
      meta.appendArrayItem(namespace, path, kind.options(), value, null);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /**
   * Adds a structure to the end of a list, which is made if there is none.
   *
   * @return its path
   */
  public String appendStructure(String namespace, String path, ListKind kind) {
    requireList(namespace, path);
    try {
      PropertyOptions structure = new PropertyOptions().setStruct(true);
      meta.appendArrayItem(namespace, path, kind.options(), null, structure);
      return item(path, meta.countArrayItems(namespace, path));
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /**
   * Removes items of a list, the last ones of each value, and a list that has none left.
   *
   * @param values what each item of the list says
   * @param removed the values that go, each as often as it occurs here
   */
  public void removeItems(
      String namespace, String path, List<String> values, List<String> removed) {
    Map<String, Integer> counts = new HashMap<>();
    removed.forEach(value -> counts.merge(value, 1, Integer::sum));
    int left = values.size();
    for (int i = values.size(); i >= 1; i--) {
      int count = counts.getOrDefault(values.get(i - 1), 0);
      if (count > 0) {
        counts.put(values.get(i - 1), count - 1);
        meta.deleteArrayItem(namespace, path, i);
        left--;
      }
    }
    if (left == 0 && !values.isEmpty()) {
      meta.deleteProperty(namespace, path);
    }
  }

  /** The text of an alternative of languages in no special language; empty where there is none. */
  public Optional<String> defaultText(String namespace, String property) {
    try {
      XMPProperty found = meta.getLocalizedText(namespace, property, null, XMPConst.X_DEFAULT);
      return found == null ? Optional.empty() : Optional.ofNullable(found.getValue());
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Writes the text of an alternative of languages in no special language. */
  public void setDefaultText(String namespace, String property, String value) {
    try {
      meta.setLocalizedText(namespace, property, null, XMPConst.X_DEFAULT, value);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** The names of the fields of a structure, with their prefixes. */
  public List<String> fields(String namespace, @Nullable String path) {
    try {
      XMPIterator iterator =
          meta.iterator(namespace, path, new IteratorOptions().setJustChildren(true));
      List<String> fields = new ArrayList<>();
      while (iterator.hasNext()) {
        String field = ((XMPPropertyInfo) iterator.next()).getPath();
        fields.add(field.substring(field.lastIndexOf('/') + 1));
      }
      return fields;
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Takes over a property of another document, which this one lacks. */
  public void copy(XmpDocument other, String namespace, String path) {
    if (other.has(namespace, path)) {
      other.copy(new Part(namespace, path, 0), meta);
    }
  }

  /** Removes the text in no special language, and an alternative that has no other. */
  public void removeDefaultText(String namespace, String property) {
    meta.deleteProperty(namespace, property + "[?xml:lang=\"" + XMPConst.X_DEFAULT + "\"]");
    if (count(namespace, property) == 0) {
      meta.deleteProperty(namespace, property);
    }
  }

  /** Removes all properties of a namespace. */
  public void removeAll(String namespace) {
    try {
      XMPUtils.removeProperties(meta, namespace, null, true, true);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Adds the properties of an extension that its packet lacks. */
  public void addAll(XmpDocument extension) {
    try {
      XMPUtils.mergeFromJPEG(meta, extension.meta);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /**
   * Takes properties out, this project's and then the largest first, until what is left is small
   * enough for a segment of a JPEG.
   *
   * @param mostBytes what is left takes at most
   * @return the properties taken out
   * @throws FileFormatException if what is left is too large still
   */
  public XmpDocument takeOut(int mostBytes) {
    XmpDocument out = new XmpDocument(XMPMetaFactory.create(), name, false);
    List<Part> parts = parts();
    for (Part part : parts) {
      if (bytes(1).length <= mostBytes) {
        break;
      }
      copy(part, out.meta);
      meta.deleteProperty(part.namespace, part.path);
    }
    if (bytes(1).length > mostBytes) {
      throw new FileFormatException(
          "%s: expected XMP that can be divided, found one that cannot".formatted(name));
    }
    return out;
  }

  /** A property and the characters that it takes. */
  private record Part(String namespace, String path, int size) {}

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    try {
      IteratorOptions children = new IteratorOptions().setJustChildren(true);
      XMPIterator schemas = meta.iterator(children);
      while (schemas.hasNext()) {
        String namespace = ((XMPPropertyInfo) schemas.next()).getNamespace();
        XMPIterator properties = meta.iterator(namespace, null, children);
        while (properties.hasNext()) {
          parts.add(part(namespace, ((XMPPropertyInfo) properties.next()).getPath()));
        }
      }
    } catch (XMPException e) {
      throw broken(e);
    }
    parts.sort(
        Comparator.comparing((Part part) -> !part.namespace.equals(Names.RAM4J))
            .thenComparing(Comparator.comparingInt(Part::size).reversed()));
    return parts;
  }

  private Part part(String namespace, String path) {
    XmpDocument alone = new XmpDocument(XMPMetaFactory.create(), name, false);
    Part part = new Part(namespace, path, 0);
    copy(part, alone.meta);
    return new Part(namespace, path, alone.text(0).length());
  }

  private void copy(Part part, XMPMeta into) {
    try {
      XMPUtils.duplicateSubtree(
          meta, into, part.namespace, part.path, part.namespace, part.path, null);
    } catch (XMPException e) {
      throw broken(e);
    }
  }

  /** Says that the properties of an extension, named by its digest, are to be added; or none. */
  public void setExtension(Optional<String> digest) {
    meta.deleteProperty(Names.NOTE, EXTENSION);
    digest.ifPresent(value -> setText(Names.NOTE, EXTENSION, value));
  }

  @Override
  public String toString() {
    return text(0);
  }
}
