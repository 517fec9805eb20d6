package io.github.ram4j.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Embeddings of images by LangChain4j's interface, in a store of its own. */
class ImageEmbeddingModelTest {
  private static Recognizer recognizer;

  @BeforeAll
  static void open() throws IOException {
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  private static List<Embedding> embed(EmbeddingModel model, EmbeddingInput... inputs) {
    return model.embed(EmbeddingRequest.builder().inputs(List.of(inputs)).build()).embeddings();
  }

  @Test
  void aStoreFindsTheImageItself() throws IOException {
    EmbeddingModel model = new ImageEmbeddingModel(recognizer);
    InMemoryEmbeddingStore<String> store = new InMemoryEmbeddingStore<>();
    List<String> names = List.of("strawberry.png", "house.png", "rocket.png");
    for (String name : names) {
      store.add(embed(model, EmbeddingInput.from(Samples.content(name))).get(0), name);
    }
    List<Embedding> asked =
        embed(
            model,
            EmbeddingInput.from(Samples.content("rocket.png")),
            EmbeddingInput.from(Samples.content("house.png")));
    assertEquals(2, asked.size());
    assertEquals("rocket.png", nearest(store, asked.get(0)));
    assertEquals("house.png", nearest(store, asked.get(1)));
    assertEquals(asked.get(0).dimension(), model.dimension());
  }

  private static String nearest(InMemoryEmbeddingStore<String> store, Embedding asked) {
    List<EmbeddingMatch<String>> matches =
        store
            .search(EmbeddingSearchRequest.builder().queryEmbedding(asked).maxResults(1).build())
            .matches();
    assertEquals(1, matches.get(0).score(), 1e-4);
    return matches.get(0).embedded();
  }

  @Test
  void textsAndAddressesAreRefused() throws IOException {
    EmbeddingModel model = new ImageEmbeddingModel(recognizer);
    assertThrows(UnsupportedFeatureException.class, () -> model.embed("a strawberry"));
    EmbeddingInput address = EmbeddingInput.from(ImageContent.from("http://127.0.0.1/x.png"));
    assertThrows(ImageException.class, () -> embed(model, address));
    EmbeddingInput two =
        EmbeddingInput.from(Samples.content("house.png"), Samples.content("house.png"));
    assertThrows(IllegalArgumentException.class, () -> embed(model, two));
    EmbeddingInput mixed =
        EmbeddingInput.from(Samples.content("house.png"), TextContent.from("a house"));
    assertThrows(UnsupportedFeatureException.class, () -> embed(model, mixed));
  }

  @Test
  void anAddressThatAResolverKnows() {
    EmbeddingModel model =
        new ImageEmbeddingModel(
            recognizer, name -> ImageSource.of(Samples.FOLDER.resolve(name.replace("album:", ""))));
    List<Embedding> found = embed(model, EmbeddingInput.from(ImageContent.from("album:house.png")));
    assertEquals(1, found.size());
  }

  @Test
  void anImageThatCannotBeDecoded() {
    EmbeddingModel model = new ImageEmbeddingModel(recognizer);
    EmbeddingInput broken = EmbeddingInput.from(ImageContent.from("AAAA", "image/png"));
    assertThrows(ImageException.class, () -> embed(model, broken));
    EmbeddingInput garbled = EmbeddingInput.from(ImageContent.from("!!", "image/png"));
    assertThrows(ImageException.class, () -> embed(model, garbled));
  }
}
