package dev.missionmesh.gateway.domain;

import java.net.URI;
import java.time.Instant;

/**
 * That a path should not be used any more.
 *
 * @param since from when on; may lie ahead
 * @param sunset from when on it may be gone; not before {@code since} (RFC 9745, section 4); null
 *     if that is not decided
 * @param explained where to read what takes its place
 */
public record Deprecation(Instant since, Instant sunset, URI explained) {
  public Deprecation {
    if (sunset != null && sunset.isBefore(since)) {
      throw new IllegalArgumentException("sunset must not be before since");
    }
  }
}
