package io.github.ram4j.train.loss;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.train.batch.Batch;
import io.github.ram4j.train.batch.Sentences;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.TrainableModel;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Objective of a step, the minimized loss: docs/models/training.md. Not thread-safe.
 *
 * @param model the trained model
 * @param encoderAlone whether the image encoder is trained before there is a head
 * @param tagLoss the loss of tags and of texts
 * @param labelSmoothing of captions, and of tags where the encoder is trained alone
 */
public record Objective(
    TrainableModel model, boolean encoderAlone, AsymmetricLoss tagLoss, double labelSmoothing) {

  /**
   * The parts of a loss, each a single value.
   *
   * @param total the loss whose gradients are computed
   * @param tags the asymmetric loss per image; of the image encoder alone, the cross-entropy
   * @param caption the cross-entropy per token, if the batch has captions
   * @param distillation of RAM and RAM++: mean absolute difference to the teacher, if there is one
   * @param alignment of RAM++: the asymmetric loss of texts per image, if there are texts
   */
  public record Parts(
      Tensor total,
      Tensor tags,
      Optional<Tensor> caption,
      Optional<Tensor> distillation,
      Optional<Tensor> alignment) {}

  /** Computes the losses of a batch, with their graph for gradients. */
  public Parts of(Forward pass, Batch batch) {
    Tensor rows = model.imageRows(pass, batch.pixels());
    Batch.TagTargets targets = batch.tags();
    if (encoderAlone) {
      Tensor logits = model.tagSimilarities(pass, rows).to(ScalarType.Float);
      return onlyTags(new SharedSoftmaxLoss(labelSmoothing).of(logits, targets.positives()));
    }
    Tensor logits = model.tagLogits(pass, rows, targets.ids()).to(ScalarType.Float);
    Tensor tags = perImage(tagLoss.of(logits, targets.positives(), targets.weights()), batch);
    Optional<Tensor> caption =
        model.shape().text().isEmpty()
            ? Optional.empty()
            : batch.sentences().map(sentences -> caption(pass, rows, sentences));
    ModelFamily family = model.shape().sizes().family();
    Optional<Tensor> distillation =
        family.equals(ModelFamily.TAG2TEXT)
            ? Optional.empty()
            : batch.teacher().map(teacher -> distance(rows.select(1, 0), teacher));
    Optional<Tensor> alignment =
        family.equals(ModelFamily.RAM_PLUS)
            ? batch.texts().map(texts -> alignment(pass, rows, texts, batch))
            : Optional.empty();
    Tensor total = caption.map(words -> words.add(balanced(tags, words))).orElse(tags);
    for (Optional<Tensor> more : List.of(distillation, alignment)) {
      total = more.isPresent() ? total.add(more.get()) : total;
    }
    return new Parts(total, tags, caption, distillation, alignment);
  }

  private static Parts onlyTags(Tensor tags) {
    return new Parts(tags, tags, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The loss of tags scaled to the size of the captions': tags / (tags / captions). */
  private static Tensor balanced(Tensor tags, Tensor captions) {
    return tags.div(tags.detach().div(captions.detach()));
  }

  private Tensor caption(Forward pass, Tensor rows, Sentences sentences) {
    Tensor memory = model.tagMemory(pass, rows, sentences.tagIds(), sentences.tagMask());
    Tensor logits = model.wordLogits(pass, sentences.ids(), memory).to(ScalarType.Float);
    return new CaptionLoss(labelSmoothing)
        .of(logits, sentences.ids(), sentences.promptLength(), sentences.padding());
  }

  /** Mean absolute difference of images' first rows to features of a teacher, [batch, 512]. */
  public static Tensor distance(Tensor rows, Tensor teacher) {
    return rows.to(ScalarType.Float).sub(teacher).abs().mean();
  }

  private Tensor alignment(Forward pass, Tensor rows, Tensor texts, Batch batch) {
    Tensor logits = model.textLogits(pass, rows, texts).to(ScalarType.Float);
    Tensor own = torch.eye(texts.size(0));
    return perImage(tagLoss.of(logits, own, null), batch);
  }

  private static Tensor perImage(Tensor sum, Batch batch) {
    return sum.div(new Scalar((double) batch.pixels().size(0)));
  }
}
