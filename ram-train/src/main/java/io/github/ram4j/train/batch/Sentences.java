package io.github.ram4j.train.batch;

import io.github.ram4j.text.TagTokens;
import io.github.ram4j.train.data.TrainingExample.Sentence;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Captions of a batch as ids.
 *
 * @param tagIds int64 [batch, 40], input of the tag encoder
 * @param tagMask float32 [batch, 40], 1 for ids, 0 for padding
 * @param ids int64 [batch, length], the captions from [DEC] to [SEP], then padding
 * @param promptLength number of given ids at the front
 * @param padding id of the padding
 */
public record Sentences(Tensor tagIds, Tensor tagMask, Tensor ids, int promptLength, int padding) {

  static Sentences of(List<Sentence> sentences, SentenceTokens words) {
    List<int[]> captions = sentences.stream().map(s -> words.caption(s.text())).toList();
    int length = captions.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    int batch = sentences.size();
    long[] ids = new long[batch * length];
    Arrays.fill(ids, words.padding());
    long[] tagIds = new long[batch * TagTokens.LENGTH];
    float[] tagMask = new float[batch * TagTokens.LENGTH];
    for (int i = 0; i < batch; i++) {
      int[] caption = captions.get(i);
      for (int j = 0; j < caption.length; j++) {
        ids[i * length + j] = caption[j];
      }
      TagTokens tags = words.tags(sentences.get(i).tags());
      for (int j = 0; j < TagTokens.LENGTH; j++) {
        tagIds[i * TagTokens.LENGTH + j] = tags.ids()[j];
        tagMask[i * TagTokens.LENGTH + j] = tags.mask()[j];
      }
    }
    return new Sentences(
        torch.tensor(tagIds).view(batch, TagTokens.LENGTH),
        torch.tensor(tagMask).view(batch, TagTokens.LENGTH),
        torch.tensor(ids).view(batch, length),
        words.promptLength(),
        words.padding());
  }
}
