package dev.missionmesh.gateway.domain.webhook;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which URLs webhooks may have.
 *
 * @param http true if they need not be https
 * @param ports which ports they may name
 */
public record TargetRules(boolean http, IntPredicate ports) {
  private static final int MAX_PORT = 65535;

  /**
   * Rules with ports such as {@code 443} or {@code 8000-8999}.
   *
   * @throws IllegalArgumentException if one is no range of ports
   */
  public static TargetRules of(boolean http, List<String> ports) {
    IntPredicate any = port -> false;
    for (String range : ports) {
      any = any.or(range(range.strip()));
    }
    return new TargetRules(http, any);
  }

  private static IntPredicate range(String text) {
    String[] ends = text.split("-", 2);
    try {
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (first >= 1 && last <= MAX_PORT && first <= last) {
        return port -> port >= first && port <= last;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("is no range of ports: " + text);
  }
}
