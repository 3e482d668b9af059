package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.FactMerge;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.Positions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/**
 * One index on disk. Facts go in by one thread; searchers come from any. What has been taken in since the last commit is also kept in
 * memory: it answers look-ups before a refresh, and is written again if the writer has to be opened anew.
 */
final class Generation {
  private static final int LONG_ENOUGH_BYTES = 8 << 20;

  private final Path path;
  private final Map<String, Indexed> uncommitted = new HashMap<>();
  private Positions positions = Positions.NONE;
  private Positions committedPositions = Positions.NONE;
  private long uncommittedBytes;
  private boolean unseen;
  private boolean deleted;
  private Directory directory;
  private IndexWriter writer;
  private volatile SearcherManager searchers;
  private IndexSearcher lookupView;
  private KeyLookup lookup;

  private Generation(Path path) {
    this.path = path;
  }

  /** Begins an index in an empty directory. */
  static Generation create(Path path) throws IOException {
    try (Directory directory = WriterSettings.directory(path);
        IndexWriter writer = new IndexWriter(directory, WriterSettings.creating())) {
      writer.commit();
    }
    return open(path);
  }

  /** Opens what lies at {@code path}. Every file's checksum is verified. */
  static Generation open(Path path) throws IOException {
    Generation generation = new Generation(path);
    try {
      generation.openFiles();
      generation.verify();
      generation.positions = CommittedPositions.of(generation.writer.getLiveCommitData());
      generation.committedPositions = generation.positions;
      return generation;
    } catch (IOException | RuntimeException e) {
      generation.abandon();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  Positions positions() {
    return positions;
  }

  /** An empty index goes on from where another one is. */
  void startFrom(Positions start) {
    positions = start;
  }

  void apply(List<Fact> facts, Positions behind) throws IOException {
    FactMerge merge = new FactMerge(this::known);
    try {
      facts.forEach(merge::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Map.Entry<String, Indexed> entry : merge.changed().entrySet()) {
      write(entry.getKey(), entry.getValue(), merge.isNew(entry.getKey()));
    }
    positions = positions.advance(behind);
  }

  /** Removes all documents of a tenant, those not yet committed too; gives how many there were. */
  long forget(String tenant) throws IOException {
    Term ofTenant = new Term(IndexSchema.TENANT, tenant);
    unseen = true;
    refresh();
    long found = lookupView.count(new TermQuery(ofTenant));
    String prefix = tenant + "/";
    uncommitted.keySet().removeIf(key -> key.startsWith(prefix));
    if (found > 0) {
      writer.deleteDocuments(ofTenant);
      deleted = true;
      unseen = true;
      refresh();
    }
    return found;
  }

  /** True if so much waits in memory that it should be committed now. */
  boolean isCommitDue() {
    return uncommittedBytes > LONG_ENOUGH_BYTES;
  }

  /** Lets searches find what has been taken in. */
  void refresh() throws IOException {
    if (unseen) {
      searchers.maybeRefreshBlocking();
      unseen = false;
      renewLookup();
    }
  }

  /** Makes what has been taken in durable, with its positions; true if there was anything. */
  boolean commit() throws IOException {
    if (uncommitted.isEmpty() && !deleted && positions.equals(committedPositions)) {
      return false;
    }
    writer.setLiveCommitData(CommittedPositions.entries(positions));
    writer.commit();
    refresh();
    committedPositions = positions;
    deleted = false;
    uncommitted.clear();
    uncommittedBytes = 0;
    return true;
  }

  /** Opens the files anew after a failure and writes again what was not committed. */
  void reopen() throws IOException {
    abandon();
    openFiles();
    for (Map.Entry<String, Indexed> entry : uncommitted.entrySet()) {
      update(entry.getKey(), entry.getValue());
    }
    unseen = true;
  }

  SearcherManager searchers() {
    return searchers;
  }

  int documents() throws IOException {
    return writer.getDocStats().numDocs;
  }

  /** Commits and closes. Searches that run keep their view. */
  void close() throws IOException {
    try {
      commit();
    } finally {
      releaseLookup();
      IOUtils.close(searchers, writer, directory);
    }
  }

  /** Closes without a commit and whatever the state. */
  void abandon() {
    try {
      releaseLookup();
    } catch (IOException | RuntimeException ignored) {
      lookupView = null;
    }
    IOUtils.closeWhileHandlingException(searchers);
    if (writer != null) {
      IOUtils.closeWhileHandlingException(writer::rollback);
    }
    IOUtils.closeWhileHandlingException(directory);
  }

  private void openFiles() throws IOException {
    directory = WriterSettings.directory(path);
    writer = new IndexWriter(directory, WriterSettings.opening());
    searchers = new SearcherManager(writer, null);
    renewLookup();
  }

  private void verify() throws IOException {
    for (LeafReaderContext leaf : lookupView.getIndexReader().leaves()) {
      leaf.reader().checkIntegrity();
    }
  }

  private void write(String key, Indexed indexed, boolean isNew) throws IOException {
    if (isNew) {
      Document document = IndexSchema.document(indexed);
      writer.addDocument(document);
    } else {
      update(key, indexed);
    }
    uncommitted.put(key, indexed);
    uncommittedBytes += weight(indexed);
    unseen = true;
  }

  private void update(String key, Indexed indexed) throws IOException {
    writer.updateDocument(new Term(IndexSchema.KEY, key), IndexSchema.document(indexed));
  }

  private static long weight(Indexed indexed) {
    return indexed instanceof IndexedChunk chunk ? 500 + chunk.chunk().data().length : 1500;
  }

  private Indexed known(String key) {
    Indexed recent = uncommitted.get(key);
    if (recent != null) {
      return recent;
    }
    try {
      return lookup.find(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void renewLookup() throws IOException {
    releaseLookup();
    lookupView = searchers.acquire();
    lookup = new KeyLookup(lookupView.getIndexReader());
  }

  private void releaseLookup() throws IOException {
    if (lookupView != null) {
      lookupView.getIndexReader().decRef();
      lookupView = null;
    }
  }
}
