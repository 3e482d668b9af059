package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.nio.file.Path;

/**
 * A file of a backup.
 *
 * @param path where it lies in the backup, with slashes, never outside
 * @param size bytes; 0 for a link
 * @param sha256 of its bytes, in hex; null for a link
 * @param link what a symbolic link points to; null for a file
 */
record CopiedFile(String path, long size, String sha256, String link) {
  CopiedFile {
    Path inside = Path.of(path).normalize();
    if (inside.isAbsolute() || inside.startsWith("..") || !inside.toString().equals(path)) {
      throw new IllegalArgumentException("leaves the backup: " + path);
    }
    if ((sha256 == null) == (link == null)) throw new IllegalArgumentException("either a file or a link: " + path);
  }

  ObjectNode json() {
    ObjectNode json = Documents.object().put("path", path);
    return link != null ? json.put("link", link) : json.put("size", size).put("sha256", sha256);
  }

  static CopiedFile of(JsonNode json) {
    String path = Manifest.text(json, "path");
    return json.has("link")
        ? new CopiedFile(path, 0, null, Manifest.text(json, "link"))
        : new CopiedFile(path, json.path("size").asLong(), Manifest.text(json, "sha256"), null);
  }
}
