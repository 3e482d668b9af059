package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.application.SearchRefused;
import dev.missionmesh.searchindexer.domain.DocumentKey;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.SearchPage;
import dev.missionmesh.searchindexer.domain.SearchPage.Hit;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import dev.missionmesh.searchindexer.domain.SearchQuery.After;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.BytesRef;

/** Answers searches from the generation in use. */
final class GenerationSearch {
  private static final long TIME_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(IndexSchema.KEY, SortField.Type.STRING, true));
  private static final Sort NEWEST_FIRST =
      new Sort(new SortField(IndexSchema.KEY, SortField.Type.STRING, true));
  private static final Sort BY_KEY =
      new Sort(new SortField(IndexSchema.KEY, SortField.Type.STRING));

  private final Generations generations;

  GenerationSearch(Generations generations) {
    this.generations = generations;
  }

  private interface Reading<T> {
    T from(IndexSearcher searcher) throws IOException;
  }

  SearchPage search(SearchQuery wanted) {
    return read(searcher -> search(searcher, wanted));
  }

  List<Indexed> documents(String tenant, String after, int limit) {
    return read(
        searcher -> {
          Query all = new TermQuery(new Term(IndexSchema.TENANT, tenant));
          FieldDoc from = after == null ? null : new FieldDoc(Integer.MAX_VALUE, 0, key(after));
          TopFieldDocs found =
              searcher.search(all, new TopFieldCollectorManager(BY_KEY, limit, from, limit));
          StoredFields stored = searcher.storedFields();
          List<Indexed> documents = new ArrayList<>(found.scoreDocs.length);
          for (ScoreDoc hit : found.scoreDocs) {
            documents.add(StoredFacts.read(stored.document(hit.doc)));
          }
          return documents;
        });
  }

  private static SearchPage search(IndexSearcher searcher, SearchQuery wanted) throws IOException {
    SearchTerms terms = SearchTerms.of(wanted);
    boolean scored = terms.text() != null;
    Query query = terms.within(searcher);
    TopFieldDocs found =
        searcher.search(
            query,
            new TopFieldCollectorManager(
                scored ? BEST_FIRST : NEWEST_FIRST,
                wanted.limit() + 1,
                from(wanted.after(), scored),
                Integer.MAX_VALUE));
    List<Hit> hits = new ArrayList<>();
    StoredFields stored = searcher.storedFields();
    int size = Math.min(found.scoreDocs.length, wanted.limit());
    for (int i = 0; i < size; i++) {
      FieldDoc doc = (FieldDoc) found.scoreDocs[i];
      Indexed document = StoredFacts.read(stored.document(doc.doc));
      MissionFacts mission = mission(searcher.getIndexReader(), document);
      List<String> highlights = scored ? Highlights.of(terms.text(), document) : List.of();
      hits.add(new Hit(document, mission, score(doc, scored), highlights));
    }
    return new SearchPage(found.totalHits.value(), hits, next(found, hits, scored));
  }

  private static After next(TopFieldDocs found, List<Hit> hits, boolean scored) {
    if (found.scoreDocs.length <= hits.size() || hits.isEmpty()) {
      return null;
    }
    FieldDoc last = (FieldDoc) found.scoreDocs[hits.size() - 1];
    return new After(score(last, scored), hits.getLast().document().key());
  }

  private static FieldDoc from(After after, boolean scored) {
    if (after == null) {
      return null;
    }
    BytesRef key = new BytesRef(after.key());
    Object[] fields = scored ? new Object[] {after.score(), key} : new Object[] {key};
    return new FieldDoc(Integer.MAX_VALUE, after.score(), fields);
  }

  private static Object[] key(String key) {
    return new Object[] {new BytesRef(key)};
  }

  private static float score(FieldDoc doc, boolean scored) {
    return scored ? (Float) doc.fields[0] : 0;
  }

  private static MissionFacts mission(IndexReader reader, Indexed document) throws IOException {
    if (!(document instanceof IndexedChunk log)) {
      return (MissionFacts) document;
    }
    String key = DocumentKey.ofMission(log.chunk().tenant(), log.chunk().missionId());
    Document mission = KeyLookup.document(reader, key);
    return mission == null ? null : (MissionFacts) StoredFacts.read(mission);
  }

  private <T> T read(Reading<T> reading) {
    while (true) {
      SearcherManager searchers = generations.inUse().searchers();
      try {
        IndexSearcher shared = searchers.acquire();
        try {
          return limited(shared.getIndexReader(), reading);
        } finally {
          searchers.release(shared);
        }
      } catch (AlreadyClosedException e) {
        if (generations.inUse().searchers() == searchers) {
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (IndexSearcher.TooManyClauses e) {
        throw SearchRefused.tooLarge();
      }
    }
  }

  private static <T> T limited(IndexReader reader, Reading<T> reading) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    long end = System.nanoTime() + TIME_LIMIT_NANOS;
    searcher.setTimeout(() -> System.nanoTime() - end > 0);
    T answer = reading.from(searcher);
    if (searcher.timedOut()) {
      throw SearchRefused.tooSlow();
    }
    return answer;
  }
}
