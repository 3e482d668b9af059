package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.DocumentKey;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.MissionIdentity;
import dev.missionmesh.searchindexer.domain.MissionStatus;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;

/** The fields of a document. Whatever can be filtered is one exact term; whatever can be searched is in {@link #TEXT} or {@link #NAME}. */
final class IndexSchema {
  /** Changes with the meaning of any field; an index of another version is rebuilt. */
  static final String VERSION = "1";

  static final String KEY = "key";
  static final String TENANT = "tenant";
  static final String KIND = "kind";
  static final String MISSION = "mission";
  static final String STATE = "state";
  static final String LABEL = "label";
  static final String EXACT_NAME = "exactName";
  static final String NAME = "name";
  static final String TEXT = "text";

  static final String KIND_MISSION = "mission";
  static final String KIND_LOG = "log";

  private static final int LONGEST_TERM = 1000;

  static Analyzer analyzer() {
    return new StandardAnalyzer();
  }

  static Document document(Indexed indexed) {
    return switch (indexed) {
      case MissionFacts mission -> mission(mission);
      case IndexedChunk chunk -> chunk(chunk);
    };
  }

  private static Document mission(MissionFacts facts) {
    Document document = base(facts.key(), facts.tenant(), KIND_MISSION, facts.key());
    MissionIdentity who = facts.identity();
    if (who != null) {
      if (who.name() != null) {
        document.add(exact(EXACT_NAME, who.name()));
        document.add(new TextField(NAME, who.name(), Field.Store.NO));
      }
      for (Map.Entry<String, String> label : who.labels().entrySet()) {
        document.add(exact(LABEL, label(label.getKey(), label.getValue())));
      }
    }
    if (facts.status() != null) {
      document.add(exact(STATE, facts.status().state()));
    }
    String text = text(facts);
    if (!text.isEmpty()) {
      document.add(new TextField(TEXT, text, Field.Store.NO));
    }
    StoredFacts.add(document, facts);
    return document;
  }

  private static Document chunk(IndexedChunk indexed) {
    LogChunk chunk = indexed.chunk();
    String mission = DocumentKey.ofMission(chunk.tenant(), chunk.missionId());
    Document document = base(chunk.key(), chunk.tenant(), KIND_LOG, mission);
    document.add(new TextField(TEXT, indexed.text(), Field.Store.NO));
    StoredFacts.add(document, indexed);
    return document;
  }

  private static Document base(String key, String tenant, String kind, String mission) {
    Document document = new Document();
    document.add(new StringField(KEY, key, Field.Store.NO));
    document.add(new SortedDocValuesField(KEY, new BytesRef(key)));
    document.add(new StringField(TENANT, tenant, Field.Store.NO));
    document.add(new StringField(KIND, kind, Field.Store.NO));
    document.add(new StringField(MISSION, mission, Field.Store.NO));
    return document;
  }

  /** What can be searched and highlighted in a document besides its name. */
  static String text(Indexed indexed) {
    return switch (indexed) {
      case IndexedChunk chunk -> chunk.text();
      case MissionFacts mission -> text(mission);
    };
  }

  private static String text(MissionFacts facts) {
    StringBuilder text = new StringBuilder();
    MissionStatus status = facts.status();
    if (status != null) {
      line(text, status.stdout());
      line(text, status.stderr());
      line(text, status.reason());
    }
    if (facts.identity() != null) {
      facts.identity().labels().forEach((key, value) -> line(text, label(key, value)));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    if (line != null && !line.isEmpty()) {
      text.append(line).append('\n');
    }
  }

  static String label(String key, String value) {
    return key + '=' + value;
  }

  /** The part of a value by which it is filtered. */
  static String term(String value) {
    return value.length() <= LONGEST_TERM ? value : value.substring(0, LONGEST_TERM);
  }

  private static StringField exact(String field, String value) {
    return new StringField(field, term(value), Field.Store.NO);
  }

  private IndexSchema() {}
}
