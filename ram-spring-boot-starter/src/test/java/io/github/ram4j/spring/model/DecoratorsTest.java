package io.github.ram4j.spring.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.spring.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The decorators over the models that ship: every method answers, and is one call. */
class DecoratorsTest {
  private static final List<FinishedCall> CALLS = new ArrayList<>();

  private static ManagedRecognizer recognizer;
  private static ManagedCaptioner captioner;
  private static byte[] image;

  @BeforeAll
  static void open() throws IOException {
    CallLimit limit = new CallLimit(1, Duration.ofMinutes(5));
    List<CallListener> listeners = List.of((model, operation) -> CALLS::add);
    recognizer =
        new ManagedRecognizer(
            new ManagedModel<Recognizer>(
                "recognizer",
                () -> {
                  Recognizer it = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
                  return new OpenedModel<>(it, it::close);
                },
                limit,
                listeners));
    captioner =
        new ManagedCaptioner(
            new ManagedModel<>(
                "captioner",
                () -> {
                  Captioner it =
                      RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults());
                  return new OpenedModel<>(it, it::close);
                },
                limit,
                listeners));
    image = Files.readAllBytes(Samples.strawberry());
  }

  @AfterAll
  static void close() {
    recognizer.close();
    captioner.close();
  }

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

  /**
   * A method that were not passed on would be computed of others here: by another count of calls,
   * or by the exception of a recognizer that has it not.
   */
  @Test
  void everyMethodIsOneCall() throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    int tried = 0;
    for (Recognizer each : List.of(recognizer, captioner)) {
      Class<?> type = each == captioner ? Captioner.class : Recognizer.class;
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) || NO_CALLS.contains(method.getName())) {
          continue;
        }
        Object[] arguments = arguments(each, method);
        if (arguments == null) {
          continue;
        }
        CALLS.clear();
        Object answer;
        try {
          answer = method.invoke(each, arguments);
        } catch (InvocationTargetException e) {
          throw new AssertionError(method.toString(), e.getCause());
        }
        if (answer instanceof Outcomes<?, ?> outcomes) {
          outcomes.forEach(outcome -> assertTrue(outcome.failure().isEmpty()));
        }
        tried++;
        if (CALLS.size() != 1) {
          wrong.put(method.toGenericString(), CALLS.toString());
        }
      }
    }
    assertEquals(Map.of(), wrong);
    assertTrue(tried > 40, tried + " methods");
  }

  private static final Set<String> NO_CALLS =
      Set.of("model", "vocabulary", "encodesImages", "givesAttention", "close");

  /** Arguments by their types; null for a method that the small models do not have. */
  private static Object[] arguments(Recognizer each, Method method) throws IOException {
    if (method.getName().equals("attention") && each == captioner) {
      return null;
    }
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      if (types[i] == TextEncoder.class
          || (types[i] == OpenVocabulary.class && each == captioner)) {
        return null;
      }
      arguments[i] = argument(each, method, types[i]);
    }
    return arguments;
  }

  private static Object argument(Recognizer each, Method method, Class<?> type) throws IOException {
    if (type == ImageSource.class) {
      return ImageSource.of(image);
    } else if (type == byte[].class) {
      return image;
    } else if (type == Path.class) {
      return Samples.strawberry();
    } else if (type == InputStream.class) {
      return Files.newInputStream(Samples.strawberry());
    } else if (type == BufferedImage.class) {
      return ImageIO.read(Samples.strawberry().toFile());
    } else if (type == EncodedImage.class) {
      return each.encode(ImageSource.of(image));
    } else if (type == OpenVocabulary.class) {
      return OpenVocabulary.of(List.of(OpenTag.listed("house", 0.5f)));
    } else if (type == String.class) {
      return "strawberry";
    } else if (type == Steering.class) {
      return Steering.of("strawberry");
    } else if (type == CaptionOptions.class) {
      return CaptionOptions.beamSearch();
    } else if (type == CaptionRequest.class) {
      return CaptionRequest.of(ImageSource.of(image), Steering.recognized());
    } else if (method.getName().equals("attention")) {
      return List.of(each.vocabulary().tag(0));
    } else if (List.class.isAssignableFrom(type) || type == Iterable.class) {
      return method.getName().startsWith("caption")
          ? List.of(CaptionRequest.of(ImageSource.of(image), Steering.recognized()))
          : List.of(ImageSource.of(image), ImageSource.of(image));
    }
    throw new AssertionError("no argument of " + type + " for " + method);
  }

  @Test
  void answersAreTheModels() throws IOException {
    try (Recognizer bare = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      assertEquals(bare.recognize(image).scores(), recognizer.recognize(image).scores());
      assertEquals(bare.vocabulary(), recognizer.vocabulary());
      ImageEmbedding embedding = recognizer.embed(ImageSource.of(image));
      assertEquals(bare.embed(ImageSource.of(image)).vector(), embedding.vector());
    }
  }

  @Test
  void aStreamIsOneCallAndItsFailuresAreCounted() {
    List<ImageSource> images =
        List.of(ImageSource.of(image), ImageSource.of(new byte[] {1}), ImageSource.of(image));
    List<String> answers = new ArrayList<>();
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        // With a limit of one call, this would wait for ever if the stream kept its permit.
        recognizer.recognize(image);
        answers.add(outcome.result().map(Recognition::english).orElse("failed"));
      }
    }
    assertEquals(List.of("strawberry", "failed", "strawberry"), answers);
    assertEquals(4, CALLS.size());
    FinishedCall stream = CALLS.get(3);
    assertEquals(3, stream.items());
    assertEquals(1, stream.failed());
  }

  @Test
  void aStreamThatIsLeftCountsWhatItGave() {
    List<ImageSource> images = List.of(ImageSource.of(image), ImageSource.of(image));
    try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
      assertEquals("strawberry", outcomes.iterator().next().result().orElseThrow().english());
    }
    assertEquals(1, CALLS.size());
    assertEquals(1, CALLS.get(0).items());
  }

  @Test
  void aRecognizerOfOtherTagsSharesTheModel() {
    Recognizer houses =
        recognizer.withVocabulary(OpenVocabulary.of(List.of(OpenTag.listed("house", 0.5f))));
    assertEquals(1, houses.vocabulary().size());
    assertEquals("", houses.recognize(image).english());
    houses.close();
    assertThrows(IllegalStateException.class, () -> houses.recognize(image));
    assertEquals("strawberry", recognizer.recognize(image).english());
  }
}
