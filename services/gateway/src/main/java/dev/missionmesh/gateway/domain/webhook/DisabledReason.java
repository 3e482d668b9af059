package dev.missionmesh.gateway.domain.webhook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a webhook is told nothing. */
public enum DisabledReason {
  /** Somebody switched it off. */
  USER,
  /** It answered 410 Gone. */
  GONE,
  /** Nothing could be delivered to it for days. */
  FAILING;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of that label; null for null. */
  public static @Nullable DisabledReason of(String label) {
    return label == null ? null : valueOf(label.toUpperCase(Locale.ROOT));
  }
}
