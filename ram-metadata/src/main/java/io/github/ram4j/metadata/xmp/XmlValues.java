package io.github.ram4j.metadata.xmp;

import io.github.ram4j.FileFormatException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The values of an XMP packet with how often each occurs, read from its XML without knowing what
 * they mean. So it is seen whether a library lost some. Reading also refuses what XMP never needs:
 * document types, entities, depth, thousands of namespaces.
 */
final class XmlValues {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String META = "adobe:ns:meta/";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  /** What RDF writes in several ways for the same. */
  private static final Set<String> SYNTAX = Set.of("{" + RDF + "}about", "{" + RDF + "}parseType");

  private static final int MOST_DEPTH = 100;
  private static final int MOST_NAMESPACES = 500;

  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> namespaces = new HashSet<>();
  private final String name;
  private int documents;

  private XmlValues(String name) {
    this.name = name;
  }

  /** Reads a packet. */
  static XmlValues of(String text, String name) {
    XmlValues values = new XmlValues(name);
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      values.read(reader);
      reader.close();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
      throw new FileFormatException(
          "%s: expected XMP, found XML with an error in line %d".formatted(name, line), e);
    }
    if (values.documents != 1) {
      throw new FileFormatException(
          "%s: expected one element rdf:RDF, found %d".formatted(name, values.documents));
    }
    return values;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** An element that is open: its name, its text so far, whether it has elements. */
  private static final class Open {
    private final String label;
    private final StringBuilder text = new StringBuilder();
    private boolean hasElements;

    Open(String label) {
      this.label = label;
    }
  }

  private void read(XMLStreamReader reader) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    boolean within = false;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          boolean document = isDocument(reader);
          documents += document ? 1 : 0;
          if (within && document) {
            throw new FileFormatException(name + ": expected one element rdf:RDF, found several");
          }
          within |= document;
          if (!within) {
            requireWrapping(reader);
          }
          Open parent = open.peek();
          if (parent != null) {
            parent.hasElements = true;
          }
          open.push(new Open(label(reader.getNamespaceURI(), reader.getLocalName())));
          addAttributes(reader);
          requireSmall(open.size());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          Open closed = open.pop();
          within &= !isDocument(reader);
          if (!closed.hasElements) {
            add(closed.label, closed.text.toString());
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (open.peek() != null) {
            open.peek().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new FileFormatException(
                name + ": expected XMP, found a document type or an entity, which it never has");
        default -> {
          // Comments and instructions have no values.
        }
      }
    }
  }

  private static boolean isDocument(XMLStreamReader reader) {
    return RDF.equals(reader.getNamespaceURI()) && reader.getLocalName().equals("RDF");
  }

  private void requireWrapping(XMLStreamReader reader) {
    if (!META.equals(reader.getNamespaceURI())) {
      throw new FileFormatException(
          "%s: expected XMP, found an element %s".formatted(name, reader.getLocalName()));
    }
  }

  private void addAttributes(XMLStreamReader reader) {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      namespaces.add(String.valueOf(reader.getNamespaceURI(i)));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String space = String.valueOf(reader.getAttributeNamespace(i));
      add(label(space, reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
    }
  }

  private void requireSmall(int depth) {
    if (depth > MOST_DEPTH) {
      throw new FileFormatException(
          "%s: expected elements at most %d deep, found more".formatted(name, MOST_DEPTH));
    }
    if (namespaces.size() > MOST_NAMESPACES) {
      throw new FileFormatException(
          "%s: expected at most %d namespaces, found more".formatted(name, MOST_NAMESPACES));
    }
  }

  private static String label(String namespace, String local) {
    return "{" + namespace + "}" + local;
  }

  private void add(String label, String value) {
    boolean syntax = label.startsWith("{" + RDF + "}") || label.startsWith("{" + XML + "}");
    if (label.startsWith("{" + META + "}")
        || SYNTAX.contains(label)
        || (syntax && value.isBlank())) {
      return;
    }
    // Items and values of a text in a language are written as rdf:li by one and rdf:value by
    // others.
    String key = (syntax ? "" : label) + "=" + value.strip();
    counts.merge(label.startsWith("{" + XML) ? key.toLowerCase(Locale.ROOT) : key, 1, Integer::sum);
  }

  /**
   * Fails where a value of this packet is missing in another.
   *
   * @param written the packet that was made of this one
   */
  void requireKept(XmlValues written) {
    for (Map.Entry<String, Integer> value : counts.entrySet()) {
      if (written.counts.getOrDefault(value.getKey(), 0) < value.getValue()) {
        throw new FileFormatException(
            "%s: expected XMP that can be written back whole, found %s, which would be lost"
                .formatted(name, shortened(value.getKey())));
      }
    }
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
