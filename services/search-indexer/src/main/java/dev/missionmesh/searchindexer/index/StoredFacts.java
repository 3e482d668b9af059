package dev.missionmesh.searchindexer.index;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.searchindexer.domain.Indexed;
import dev.missionmesh.searchindexer.domain.IndexedChunk;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.Tails;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.util.BytesRef;

/** How the facts behind a document are kept in it, so that they can be read back whole. */
final class StoredFacts {
  private static final String MISSION = "facts";
  private static final String CHUNK = "chunk";

  static void add(Document document, MissionFacts facts) {
    document.add(new StoredField(MISSION, EventJson.write(facts)));
  }

  static void add(Document document, IndexedChunk chunk) {
    document.add(new StoredField(CHUNK, bytes(chunk)));
  }

  /** The facts of a document read with all its stored fields. */
  static Indexed read(Document document) {
    BytesRef mission = document.getBinaryValue(MISSION);
    if (mission != null) {
      return EventJson.read(BytesRef.deepCopyOf(mission).bytes, MissionFacts.class);
    }
    BytesRef chunk = document.getBinaryValue(CHUNK);
    if (chunk == null) {
      throw new IllegalStateException("a document without facts");
    }
    return chunk(chunk);
  }

  private static byte[] bytes(IndexedChunk indexed) {
    LogChunk chunk = indexed.chunk();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(chunk.data().length + 160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(chunk.tenant());
      out.writeUTF(chunk.missionId());
      out.writeInt(chunk.attempt());
      out.writeInt(chunk.chunk());
      out.writeLong(chunk.sequence());
      out.writeUTF(chunk.stream());
      out.writeUTF(chunk.at() == null ? "" : chunk.at().toString());
      write(out, chunk.data());
      write(out, indexed.before().stdout());
      write(out, indexed.before().stderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static IndexedChunk chunk(BytesRef stored) {
    try (DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(stored.bytes, stored.offset, stored.length))) {
      LogChunk chunk =
          new LogChunk(
              in.readUTF(),
              in.readUTF(),
              in.readInt(),
              in.readInt(),
              in.readLong(),
              in.readUTF(),
              instant(in.readUTF()),
              bytes(in));
      return new IndexedChunk(chunk, new Tails(bytes(in), bytes(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant instant(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static void write(DataOutputStream out, byte[] data) throws IOException {
    out.writeInt(data.length);
    out.write(data);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private StoredFacts() {}
}
