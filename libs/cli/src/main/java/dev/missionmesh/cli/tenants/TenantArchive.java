package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.auditlog.Checkpoint;
import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.audit.ExportFiles;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All that a mesh keeps of a tenant, in one file that only its owner can read. It is written beside
 * its place and moved there whole; memory stays flat for any tenant.
 */
final class TenantArchive {
  /**
   * What was written.
   *
   * @param checkpoint of the audit log in it; null in a mesh without one
   */
  record Written(String sha256, long missions, Checkpoint checkpoint) {
    String root() {
      return HexFormat.of().formatHex(checkpoint.root());
    }
  }

  private final MeshClient client;
  private final String tenant;
  private final Progress progress;
  private final ZipOutputStream zip;

  private TenantArchive(MeshClient client, String tenant, Progress progress, ZipOutputStream zip) {
    this.client = client;
    this.tenant = tenant;
    this.progress = progress;
    this.zip = zip;
  }

  /** Writes the archive; fails with whatever the mesh refuses. */
  static Written write(MeshClient client, String tenant, Path file, Progress progress)
      throws IOException {
    JsonNode itself = client.get(TenantCommand.of(tenant));
    Path folder = file.toAbsolutePath().getParent();
    Path part =
        Files.createTempFile(
            folder,
            ".mesh-export-",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      MessageDigest digest = Sha256.digest();
      long missions;
      Checkpoint checkpoint;
      try (ZipOutputStream zip =
          new ZipOutputStream(new DigestOutputStream(Files.newOutputStream(part), digest))) {
        TenantArchive archive = new TenantArchive(client, tenant, progress, zip);
        archive.document("tenant.json", itself);
        archive.document("settings.json", client.get(TenantCommand.of(tenant) + "/settings"));
        archive.document(
            "keys.json", Pages.all(client, new Query("/api/v1/keys").add("tenant", tenant)));
        missions = archive.missions();
        checkpoint = archive.auditLog();
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Written(HexFormat.of().formatHex(digest.digest()), missions, checkpoint);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void document(String name, JsonNode document) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(Documents.prettyJson(document).getBytes(StandardCharsets.UTF_8));
    zip.write('\n');
    zip.closeEntry();
  }

  /** One mission a line, with its result and logs. */
  private long missions() throws IOException {
    zip.putNextEntry(new ZipEntry("missions.jsonl"));
    long count = 0;
    Query all = new Query(TenantCommand.of(tenant) + "/missions");
    for (String cursor = null; ; ) {
      JsonNode page =
          client.get(cursor == null ? all.toString() : all.copy().add("cursor", cursor).toString());
      for (JsonNode mission : page.path("items")) {
        zip.write(Documents.json(mission).getBytes(StandardCharsets.UTF_8));
        zip.write('\n');
        count++;
      }
      progress.update("Exporting " + tenant + ": " + count + " missions");
      cursor = Documents.text(page, "nextCursor");
      if (cursor == null) break;
    }
    zip.closeEntry();
    return count;
  }

  /** Such as {@code mesh audit verify} takes once it is unpacked. */
  private Checkpoint auditLog() throws IOException {
    if (!isAudited()) return null;
    String key = client.getText(audit("key"));
    String note = client.getText(audit("checkpoint"));
    Checkpoint checkpoint = open(note, key);
    progress.update("Exporting " + tenant + ": " + checkpoint.size() + " audit entries");
    zip.putNextEntry(new ZipEntry("audit/" + ExportFiles.LINES));
    String lines =
        new Query("/api/v1/audit/export")
            .add("log", tenant)
            .add("size", checkpoint.size())
            .toString();
    try (InputStream from = client.stream(lines, Map.of("Accept", "application/x-ndjson"))) {
      ExportFiles.copyLines(from, checkpoint.size(), unflushed());
    }
    zip.closeEntry();
    text("audit/" + ExportFiles.CHECKPOINT, note);
    text("audit/" + ExportFiles.KEY, key);
    return checkpoint;
  }

  private void text(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** A flush in the middle of an entry is of no use here. */
  private OutputStream unflushed() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        zip.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        zip.write(bytes, from, length);
      }
    };
  }

  private String audit(String what) {
    return new Query("/api/v1/audit/" + what).add("log", tenant).toString();
  }

  private boolean isAudited() {
    for (JsonNode service : client.get("/api/v1/capabilities").path("services")) {
      if (service.path("name").asText().equals("telemetry")) {
        return service.path("state").asText().equals("available");
      }
    }
    return false;
  }

  private static Checkpoint open(String note, String key) {
    try {
      return Checkpoint.open(note, VerifierKey.parse(key));
    } catch (InvalidNote invalid) {
      throw Failure.error(
          "the audit log's checkpoint is not to be trusted: " + invalid.getMessage(), null);
    }
  }
}
