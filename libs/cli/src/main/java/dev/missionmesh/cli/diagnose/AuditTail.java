package dev.missionmesh.cli.diagnose;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.MeshClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The last lines of a tenant's audit log, without what they tell of missions: data, and the salts that would prove a guess of it. */
final class AuditTail {
  private static final int LINES = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  static String read(MeshClient mesh) throws IOException {
    long size = size(mesh.getText("/api/v1/audit/checkpoint"));
    if (size == 0) return "";
    String path = "/api/v1/audit/export?from=" + Math.max(0, size - LINES);
    StringBuilder lines = new StringBuilder();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(mesh.stream(path, Map.of()), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("{")) lines.append(bare(line)).append('\n');
      }
    }
    return lines.toString();
  }

  /** The second line of a checkpoint (C2SP tlog-checkpoint) is the number of entries. */
  private static long size(String checkpoint) throws IOException {
    String[] lines = checkpoint.split("\n", 3);
    if (lines.length < 3 || !lines[1].matches("\\d{1,18}")) throw new IOException("no checkpoint");
    return Long.parseLong(lines[1]);
  }

  static String bare(String line) throws IOException {
    ObjectNode entry = (ObjectNode) JSON.readTree(line);
    entry.remove("data");
    entry.remove("salt");
    return JSON.writeValueAsString(entry);
  }

  private AuditTail() {}
}
