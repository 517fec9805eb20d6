package io.github.ram4j.metadata.xmp;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMetaFactory;
import java.util.Map;

/** Namespaces of XMP, under the prefixes that other programs write. */
public final class Names {
  /** Dublin Core. */
  public static final String DC = "http://purl.org/dc/elements/1.1/";

  /** Lightroom's. */
  public static final String LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/";

  /** digiKam's. */
  public static final String DIGIKAM = "http://www.digikam.org/ns/1.0/";

  /** Regions of the Metadata Working Group. */
  public static final String REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/";

  /** Sizes of images. */
  public static final String DIMENSIONS = "http://ns.adobe.com/xap/1.0/sType/Dimensions#";

  /** Areas of images. */
  public static final String AREA = "http://ns.adobe.com/xmp/sType/Area#";

  /** Photoshop's. */
  public static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";

  /** What is said of the parts of a packet. */
  static final String NOTE = "http://ns.adobe.com/xmp/note/";

  /** This project's: what was automatic. */
  public static final String RAM4J = "urn:ram4j:xmp:1:";

  private static final Map<String, String> PREFIXES =
      Map.of(
          DC, "dc",
          LIGHTROOM, "lr",
          DIGIKAM, "digiKam",
          REGIONS, "mwg-rs",
          DIMENSIONS, "stDim",
          AREA, "stArea",
          PHOTOSHOP, "photoshop",
          NOTE, "xmpNote",
          RAM4J, "ram4j");

  static {
    try {
      for (Map.Entry<String, String> name : PREFIXES.entrySet()) {
        XMPMetaFactory.getSchemaRegistry().registerNamespace(name.getKey(), name.getValue());
      }
    } catch (XMPException e) {
      throw new IllegalStateException("namespaces: expected good ones, found others", e);
    }
  }

  private Names() {}

  /** Registers the prefixes; files that are read later cannot take them. */
  static void register() {
    // The class is initialized by now.
  }
}
