package io.github.ram4j.convert.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiedNamesTest {
  private static final String WORDS = "text_decoder.bert.embeddings.word_embeddings.weight";

  @ParameterizedTest
  @CsvSource({
    "encoder.layer.0.crossattention.self.query.weight",
    "encoder.layer.1.crossattention.output.LayerNorm.bias",
    "encoder.layer.1.intermediate.dense.bias",
    "encoder.layer.11.output.dense.weight"
  })
  void layersOfTheTaggingHeadAreTheTagEncoders(String name) {
    assertEquals(Optional.of("tagging_head." + name), TiedNames.of("tag_encoder." + name));
    assertEquals(Optional.of("tag_encoder." + name), TiedNames.of("tagging_head." + name));
    assertEquals(Optional.empty(), TiedNames.copyOf("tag_encoder." + name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag_encoder.encoder.layer.0.attention.self.query.weight",
        "tag_encoder.encoder.layer.0.attention.output.dense.weight",
        "tag_encoder.embeddings.word_embeddings.weight",
        "text_decoder.bert.encoder.layer.0.crossattention.self.query.weight",
        "text_decoder.cls.predictions.transform.dense.bias",
        "visual_encoder.layers.0.blocks.0.attn.qkv.bias",
        "my_tag_encoder.encoder.layer.0.output.dense.weight",
        "tag_encoder.encoder.layer.x.output.dense.weight",
        ""
      })
  void othersStandAlone(String name) {
    assertEquals(Optional.empty(), TiedNames.of(name));
  }

  @Test
  void theOutputLayerOfWordsIsTheirEmbedding() {
    String predictions = "text_decoder.cls.predictions.";
    assertEquals(Optional.of(predictions + "decoder.weight"), TiedNames.of(WORDS));
    assertEquals(Optional.of(predictions + "decoder.weight"), TiedNames.copyOf(WORDS));
    assertEquals(Optional.of(predictions + "decoder.bias"), TiedNames.of(predictions + "bias"));
  }
}
