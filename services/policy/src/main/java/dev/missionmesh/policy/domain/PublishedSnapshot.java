package dev.missionmesh.policy.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A snapshot of the registry, without its text.
 *
 * @param digest its content address, {@code sha256:<hex>}
 * @param version counts the snapshots of this name in the order of their first publication, from 1
 * @param publishedBy principal of the first publication
 * @param active whether it decides now
 */
public record PublishedSnapshot(
    String digest,
    String name,
    long version,
    Instant publishedAt,
    String publishedBy,
    boolean active) {
  public PublishedSnapshot {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(name, "name");
    if (version < 1) throw new IllegalArgumentException("version must be positive, was " + version);
  }
}
