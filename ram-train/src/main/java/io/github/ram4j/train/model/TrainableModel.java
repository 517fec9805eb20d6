package io.github.ram4j.train.model;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * RAM, RAM++ or Tag2Text as a function of its parameters, as docs/models has it, step by step, so
 * that gradients flow back to every parameter.
 *
 * <p>Every method takes the pass that holds the parameters; tensors that it makes belong to the
 * caller's {@code PointerScope}. Not thread-safe.
 */
public final class TrainableModel implements AutoCloseable {
  /** The attention mask's value for a token that must not be attended to. */
  private static final double MASKED = -10000;

  private final ModelShape shape;
  private final SwinEncoder encoder;
  private final TagRows rows;
  private final BertLayers head;

  /** A model of some sizes. */
  public TrainableModel(ModelShape shape) {
    this.shape = shape;
    Architecture sizes = shape.sizes();
    this.encoder = new SwinEncoder(sizes);
    this.rows = new TagRows(sizes);
    this.head =
        new BertLayers(TensorNames.HEAD_LAYER, sizes.headLayers(), sizes.headHeads(), false);
  }

  /** Its sizes. */
  public ModelShape shape() {
    return shape;
  }

  /**
   * Image embeddings, to which tags and words attend.
   *
   * @param pixels float32 [batch, 3, side, side], normalized
   * @return [batch, 1 + (side / 32)², memory width]; row 0 stands for the whole image
   */
  public Tensor imageRows(Forward pass, Tensor pixels) {
    Tensor x = encoder.encode(pass, pixels);
    return shape.family().equals(ModelFamily.TAG2TEXT) ? x : pass.dense("image_proj", x);
  }

  /**
   * Logits of tags.
   *
   * @param imageRows as {@link #imageRows} gives them
   * @param tags int64 [batch, chosen], the chosen tags of each image; null for all
   * @return [batch, chosen or all]
   */
  public Tensor tagLogits(Forward pass, Tensor imageRows, Tensor tags) {
    Tensor x = head.run(pass, rows.of(pass, imageRows, tags), imageRows, null);
    if (!shape.family().equals(ModelFamily.TAG2TEXT)) {
      return pass.dense("fc", x).squeeze(-1);
    }
    Tensor weight = TagRows.chosen(pass.parameter("fc.W").squeeze(0), tags);
    Tensor bias = TagRows.chosen(pass.parameter("fc.b").transpose(0, 1), tags).squeeze(-1);
    return x.mul(weight).sum(-1).add(bias);
  }

  /**
   * Logits of a RAM's tags without its head: the similarity of each tag's embedding to an image.
   *
   * @param imageRows as {@link #imageRows} gives them
   * @return [batch, all tags]
   */
  public Tensor tagSimilarities(Forward pass, Tensor imageRows) {
    return torch.linear(imageRows.select(1, 0), pass.parameter(TensorNames.LABELS));
  }

  /**
   * Logits of the alignment of texts with images, as RAM++ learns it.
   *
   * @param imageRows as {@link #imageRows} gives them
   * @param embeddings float32 [texts, 512], CLIP's of each text
   * @return [batch, texts]
   */
  public Tensor textLogits(Forward pass, Tensor imageRows, Tensor embeddings) {
    Tensor texts = TagRows.project(pass, embeddings).unsqueeze(0);
    return pass.dense("fc", head.run(pass, texts, imageRows, null)).squeeze(-1);
  }

  /**
   * The memory of the caption decoder: the tag encoder's output.
   *
   * @param imageRows as {@link #imageRows} gives them
   * @param ids int64 [batch, 40], tokens of tags as {@code ram-text} makes them
   * @param mask float32 [batch, 40], 1 for tokens, 0 for padding
   * @return [batch, 40, hidden], padding rows included
   */
  public Tensor tagMemory(Forward pass, Tensor imageRows, Tensor ids, Tensor mask) {
    Architecture.Text text = text();
    Tensor hidden =
        mask.neg().add(new Scalar(1)).mul(new Scalar(MASKED)).view(mask.size(0), 1, 1, -1);
    BertLayers layers =
        new BertLayers(TensorNames.TAG_ENCODER_LAYER, text.encoderLayers(), text.heads(), true);
    return layers.run(pass, embed(pass, TensorNames.TAG_ENCODER, ids), imageRows, hidden);
  }

  /**
   * Logits of the next token at every position of sentences.
   *
   * @param ids int64 [batch, length]
   * @param memory as {@link #tagMemory} gives it
   * @return [batch, length, vocabulary]
   */
  public Tensor wordLogits(Forward pass, Tensor ids, Tensor memory) {
    Architecture.Text text = text();
    long length = ids.size(1);
    Tensor causal =
        torch
            .full(
                new long[] {length, length},
                new Scalar(MASKED),
                new TensorOptions(torch.ScalarType.Float))
            .triu(1);
    BertLayers layers =
        new BertLayers(TensorNames.DECODER_LAYER, text.decoderLayers(), text.heads(), true);
    Tensor x = layers.run(pass, embed(pass, TensorNames.DECODER, ids), memory, causal);
    String at = TensorNames.PREDICTIONS;
    x = Forward.activate(pass.dense(at + "transform.dense", x));
    x = pass.norm(at + "transform.LayerNorm", x, BertLayers.NORM_EPSILON);
    return pass.dense(at + "decoder", x);
  }

  private static Tensor embed(Forward pass, String part, Tensor ids) {
    Tensor words = pass.parameter(part + "embeddings.word_embeddings.weight");
    Tensor positions = pass.parameter(part + "embeddings.position_embeddings.weight");
    Tensor x =
        words
            .index_select(0, ids.flatten())
            .view(ids.size(0), ids.size(1), words.size(1))
            .add(positions.narrow(0, 0, ids.size(1)));
    return pass.drop(pass.norm(part + "embeddings.LayerNorm", x, BertLayers.NORM_EPSILON));
  }

  private Architecture.Text text() {
    return shape
        .text()
        .orElseThrow(
            () -> new IllegalArgumentException("expected a model with a caption half, found none"));
  }

  /** Releases the buffers; the parameters are the store's. */
  @Override
  public void close() {
    encoder.close();
  }
}
