package dev.missionmesh.mission.domain;

import java.time.Duration;

/** Amounts as people say them. */
final class Spoken {
  /** {@code 2 s}, {@code 1 min 30 s}, {@code 250 ms}. */
  static String duration(Duration d) {
    if (d.toMillis() < 1000) return d.toMillis() + " ms";
    StringBuilder text = new StringBuilder();
    if (d.toHours() > 0) text.append(d.toHours()).append(" h ");
    if (d.toMinutesPart() > 0) text.append(d.toMinutesPart()).append(" min ");
    if (d.toSecondsPart() > 0 || d.toMillisPart() > 0) {
      text.append(d.toSecondsPart());
      if (d.toMillisPart() > 0) text.append('.').append("%03d".formatted(d.toMillisPart()));
      text.append(" s");
    }
    return text.toString().strip();
  }

  /** {@code 1 mission}, {@code 2 missions}. */
  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private Spoken() {}
}
