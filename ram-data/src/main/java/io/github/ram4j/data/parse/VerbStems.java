package io.github.ram4j.data.parse;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The stems of verbs, by Lucene's KStem: it cuts only to words of its dictionary and leaves words
 * alone that the dictionary has, "wedding" or "gardening".
 */
final class VerbStems {
  private final Analyzer stemmer =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          KeywordTokenizer whole = new KeywordTokenizer();
          return new TokenStreamComponents(whole, new KStemFilter(whole));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
          return reader;
        }
      };

  String of(String word) {
    try (TokenStream stems = stemmer.tokenStream("", new StringReader(word))) {
      CharTermAttribute stem = stems.addAttribute(CharTermAttribute.class);
      stems.reset();
      String found = stems.incrementToken() ? stem.toString() : word;
      stems.end();
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("stemming from memory", e);
    }
  }
}
