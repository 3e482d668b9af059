package dev.missionmesh.searchindexer.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;

/** Settings for many small documents, little memory and little processor time. */
final class WriterSettings {
  private static final double RAM_BUFFER_MB = 16;
  private static final double SMALL_SEGMENT_MB = 4;
  private static final double CACHE_MB = 24;

  /** For an index that does not exist yet. */
  static IndexWriterConfig creating() {
    return new IndexWriterConfig(IndexSchema.analyzer()).setOpenMode(OpenMode.CREATE);
  }

  /** For an index that must exist. */
  static IndexWriterConfig opening() {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setSegmentsPerTier(10);
    merges.setFloorSegmentMB(0.25);
    merges.setMaxMergedSegmentMB(1024);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig(IndexSchema.analyzer())
        .setRAMBufferSizeMB(RAM_BUFFER_MB)
        .setMergePolicy(merges)
        .setMergeScheduler(scheduler)
        .setUseCompoundFile(false)
        .setOpenMode(OpenMode.APPEND)
        .setCommitOnClose(false);
  }

  /** Segments that a refresh makes stay in memory until a commit or a merge. */
  static Directory directory(Path path) throws IOException {
    return new NRTCachingDirectory(FSDirectory.open(path), SMALL_SEGMENT_MB, CACHE_MB);
  }

  private WriterSettings() {}
}
