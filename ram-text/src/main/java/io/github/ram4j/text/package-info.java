/**
 * From words to the ids of Tag2Text's text parts and back, as transformers' BertTokenizer does it
 * for bert-base-uncased: text is normalized here, split by Tribuo's WordPiece, and put together
 * again here; and where a finished sentence uses the tags that steered it. The steps are in
 * docs/models/tokenizer.md. Not exported.
 */
@NullMarked
package io.github.ram4j.text;

import org.jspecify.annotations.NullMarked;
