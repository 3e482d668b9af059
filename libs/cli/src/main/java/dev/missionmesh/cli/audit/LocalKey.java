package dev.missionmesh.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The public key of a mesh on this machine, read from its own files rather than asked of it. */
final class LocalKey {
  private final Path file;

  LocalKey(Path data) {
    this.file = data.resolve("secrets").resolve("audit.public.jwk.json");
  }

  /** Fails unless {@code served} is the key that this machine's mesh was given. */
  void require(VerifierKey served) {
    if (!read(served.name()).toString().equals(served.toString())) {
      throw Failure.error(
          "the mesh shows another audit key than the one in " + file,
          "Whoever answers at this address is not the mesh of this data directory.");
    }
  }

  VerifierKey read(String name) {
    try {
      JsonNode key = Documents.parse(Files.readString(file));
      return VerifierKey.of(name, Base64.getUrlDecoder().decode(key.path("x").asText()));
    } catch (IOException | IllegalArgumentException | InvalidNote unreadable) {
      throw Failure.error("cannot read the audit log's public key from " + file, null);
    }
  }
}
