package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jars of ram4j, loaded by two class loaders of a JVM, one after the other. */
class ClassLoadersTest {
  @Test
  void bothRecognizeTheSame() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("slf4j") && !entry.contains("log4j")) {
        jars.add(Path.of(entry).toUri().toURL());
      }
    }
    byte[] image = DrawnTable.image(5);
    List<String> found = new ArrayList<>();
    List<Class<?>> classes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), new OnlyOthers())) {
        Class<?> program = loader.loadClass(Recognizing.class.getName());
        classes.add(program);
        found.add((String) program.getMethod("tags", byte[].class).invoke(null, (Object) image));
      }
    }
    assertNotSame(classes.get(0), classes.get(1));
    assertTrue(found.get(0).startsWith("Recognition["), found.get(0));
    assertEquals(found.get(0), found.get(1));
  }

  /** The parent of both: the JDK and the logging alone. */
  private static final class OnlyOthers extends ClassLoader {
    OnlyOthers() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.slf4j.")) {
        return ClassLoadersTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  /** What each class loader runs. */
  public static final class Recognizing {
    private Recognizing() {}

    /** Opens the model of clip art, recognizes an image and closes. */
    public static String tags(byte[] image) throws Exception {
      try {
        SharedModel.Open model = SharedModels.of(TaggingOptions.defaults(), () -> {});
        return model.recognizer().recognize(image)
            + " "
            + model.recognizer().recognize(image).logits().get(0);
      } finally {
        SharedModels.closeAll();
      }
    }
  }
}
