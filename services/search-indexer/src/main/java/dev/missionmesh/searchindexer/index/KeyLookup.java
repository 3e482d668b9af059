package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Indexed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Finds documents by key in one view of the index. For one thread: it reuses its enumerators, which makes a miss cost about a microsecond. */
final class KeyLookup {
  private final List<Leaf> leaves = new ArrayList<>();
  private final StoredFields stored;

  KeyLookup(IndexReader reader) throws IOException {
    stored = reader.storedFields();
    for (LeafReaderContext context : reader.leaves()) {
      Terms terms = context.reader().terms(IndexSchema.KEY);
      if (terms != null) {
        leaves.add(new Leaf(context, terms.iterator()));
      }
    }
  }

  /** The facts of the live document with that key, or null. */
  Indexed find(String key) throws IOException {
    int document = documentOf(new BytesRef(key));
    return document < 0 ? null : StoredFacts.read(stored.document(document));
  }

  private int documentOf(BytesRef key) throws IOException {
    for (int i = leaves.size() - 1; i >= 0; i--) {
      int document = leaves.get(i).find(key);
      if (document >= 0) {
        return document;
      }
    }
    return -1;
  }

  private static final class Leaf {
    private final LeafReader reader;
    private final int base;
    private final TermsEnum terms;
    private PostingsEnum postings;

    Leaf(LeafReaderContext context, TermsEnum terms) {
      this.reader = context.reader();
      this.base = context.docBase;
      this.terms = terms;
    }

    int find(BytesRef key) throws IOException {
      if (!terms.seekExact(key)) {
        return -1;
      }
      postings = terms.postings(postings, PostingsEnum.NONE);
      Bits live = reader.getLiveDocs();
      for (int d = postings.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = postings.nextDoc()) {
        if (live == null || live.get(d)) {
          return base + d;
        }
      }
      return -1;
    }
  }

  /** The live document with that key in any view; for occasional use. */
  static Document document(IndexReader reader, String key) throws IOException {
    KeyLookup lookup = new KeyLookup(reader);
    int document = lookup.documentOf(new BytesRef(key));
    return document < 0 ? null : lookup.stored.document(document);
  }
}
