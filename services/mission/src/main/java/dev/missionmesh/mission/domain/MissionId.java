package dev.missionmesh.mission.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a mission; a UUIDv7, so that ids sort by time of submission. */
public record MissionId(UUID value) implements Comparable<MissionId> {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  public MissionId {
    if (value == null) throw new IllegalArgumentException("value is missing");
  }

  /** Reads the canonical lower-case text; empty for anything else. */
  public static Optional<MissionId> parse(String text) {
    if (text == null || !CANONICAL.matcher(text).matches()) return Optional.empty();
    return Optional.of(new MissionId(UUID.fromString(text)));
  }

  /** Orders as PostgreSQL orders its uuid type: by unsigned bytes. */
  @Override
  public int compareTo(MissionId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
