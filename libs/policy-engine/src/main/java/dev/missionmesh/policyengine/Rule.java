package dev.missionmesh.policyengine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule as written.
 *
 * @param id unique in the snapshot
 * @param when CEL condition over {@code mission.*}, or null for always
 * @param reason sentence shown to the caller, or null
 * @param line line of the snapshot's text where the condition (or else the rule) begins
 */
public record Rule(String id, Effect effect, Match match, @Nullable String when, @Nullable String reason, int line) {
  /** All risk tiers, from harmless to dangerous. */
  public static final List<String> RISK_TIERS = List.of("SAFE", "STANDARD", "RESTRICTED");

  /** All executors. */
  public static final List<String> EXECUTORS = List.of("command", "script", "noop");

  String spokenReason() {
    if (reason != null) return reason;
    return switch (effect) {
      case ALLOW -> "rule " + id + " allows it";
      case DENY -> "rule " + id + " denies it";
      case REQUIRE_APPROVAL -> "rule " + id + " requires an approval";
    };
  }
}
