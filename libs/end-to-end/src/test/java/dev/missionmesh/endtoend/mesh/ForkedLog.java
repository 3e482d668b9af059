package dev.missionmesh.endtoend.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.auditlog.Checkpoint;
import dev.missionmesh.auditlog.ExportLine;
import dev.missionmesh.auditlog.LogEntry;
import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.auditlog.MerkleTree;
import dev.missionmesh.auditlog.NoteSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A second history of a log, told with the log's own signing key: what a corrupted operator could do. */
public final class ForkedLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rewrites the last entry of an export and signs the result truthfully as if it had always been so. */
  public static void rewriteLastEntry(RunningMesh mesh, Path export, String tenant) throws IOException {
    Path file = export.resolve("audit.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    List<byte[]> hashes = new ArrayList<>();
    for (String line : lines) {
      hashes.add(HexFormat.of().parseHex(JSON.readTree(line).path("leafHash").asText()));
    }
    JsonNode last = JSON.readTree(lines.getLast());
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    byte[] data = "{\"forged\":true}".getBytes(StandardCharsets.UTF_8);
    byte[] leaf =
        new LogEntry(
                last.path("index").asLong(),
                last.path("eventId").asText(),
                last.path("type").asText(),
                Instant.parse(last.path("time").asText()),
                last.path("source").asText(),
                last.path("subject").asText(),
                tenant,
                last.path("topic").asText(),
                last.path("sequence").asLong(),
                LogEntry.commitment(salt, data))
            .leaf();
    ByteArrayOutputStream forged = new ByteArrayOutputStream();
    ExportLine.write(forged, leaf, salt, data);
    lines.set(lines.size() - 1, forged.toString(StandardCharsets.UTF_8).stripTrailing());
    hashes.set(hashes.size() - 1, MerkleHash.leaf(leaf));
    Files.write(file, lines, StandardCharsets.UTF_8);

    Path note = export.resolve("checkpoint.txt");
    String origin = Files.readAllLines(note).getFirst();
    byte[] root = new MerkleTree(hashes).root(hashes.size());
    Files.writeString(note, new Checkpoint(origin, hashes.size(), root).signedBy(signer(mesh, origin)));
  }

  private static NoteSigner signer(RunningMesh mesh, String origin) throws IOException {
    JsonNode key = JSON.readTree(mesh.files().auditKey().toFile());
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return NoteSigner.of(origin, decoder.decode(key.path("d").asText()), decoder.decode(key.path("x").asText()));
  }

  private ForkedLog() {}
}
