package dev.missionmesh.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The public keys that services believe, one JWK set {@code <service>.jwks.json} each.
 *
 * @param folder the trust directory
 */
record TrustFolder(Path folder) {
  /**
   * Writes the keys of a service. Those that were retired before stay until their end; any others are believed no longer.
   *
   * @param old may be null
   * @param oldUntil end of the old one in seconds since 1970, null for none
   */
  void write(String service, PublicJsonWebKey key, PublicJsonWebKey old, Long oldUntil) throws IOException {
    Path file = folder.resolve(service + ".jwks.json");
    ObjectNode set = Documents.object();
    ArrayNode keys = set.putArray("keys").add(published(key));
    if (old != null) {
      keys.add(oldUntil == null ? published(old) : published(old).put("exp", oldUntil));
    }
    if (Files.exists(file)) keepRetired(Documents.parse(Files.readString(file)), keys);
    DataFolder.writePrivate(file, set + "\n");
    // Earlier versions kept a single key in a file of its own.
    Files.deleteIfExists(folder.resolve(service + ".jwk.json"));
  }

  private static ObjectNode published(PublicJsonWebKey key) throws IOException {
    return (ObjectNode) Documents.parse(key.toJson(OutputControlLevel.PUBLIC_ONLY));
  }

  private static void keepRetired(JsonNode before, ArrayNode keys) {
    long now = Instant.now().getEpochSecond();
    for (JsonNode retired : before.path("keys")) {
      boolean known = keys.findValuesAsText("kid").contains(retired.path("kid").asText());
      if (!known && retired.path("exp").asLong() > now) keys.add(retired);
    }
  }
}
