/**
 * Tokenization for Tag2Text, as transformers' BertTokenizer does it for bert-base-uncased, and for
 * CLIP, as OpenAI's tokenizer does it; mentions of tags in finished sentences. Text for Tag2Text is
 * normalized here, split by Tribuo's WordPiece, and decoded here. docs/models/tokenizer.md has the
 * steps. Seen by this project's modules alone.
 */
@NullMarked
package io.github.ram4j.text;

import org.jspecify.annotations.NullMarked;
