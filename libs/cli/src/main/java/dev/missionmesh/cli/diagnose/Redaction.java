package dev.missionmesh.cli.diagnose;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text: those that are known word by word, and what looks like one. It rather takes out too much than too
 * little.
 */
final class Redaction {
  static final String MARK = "[redacted]";

  private static final int SHORTEST_KNOWN = 6;

  /** The first group, where there is one, stays. */
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"),
          Pattern.compile("mesh_[a-z0-9-]+_[0-9A-Za-z]{12}_[0-9A-Za-z]+"),
          Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]*)?"),
          Pattern.compile("(?i)((?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{6,}"),
          Pattern.compile("(?i)([a-z][a-z0-9+.-]{0,20}://[^\\s/:@]*:)[^\\s/@]+(?=@)"),
          Pattern.compile("AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|sk-[A-Za-z0-9_-]{16,}|xox[a-z]-[A-Za-z0-9-]{10,}"),
          Pattern.compile(
              "(?i)((?:[a-z0-9_.-]{0,60}(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|cookie|authorization)[a-z0-9_.-]{0,60})"
                  + "[\"']?\\s*[:=]\\s*[\"']?)(?!\\[redacted\\])[^\\s\"',;}]+"));

  private final List<String> known;

  /** Takes out these words, wherever they stand, beside what looks like a secret. */
  Redaction(Collection<String> secrets) {
    this.known =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_KNOWN)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** The text without secrets. */
  String of(String text) {
    String clean = text;
    for (String secret : known) clean = clean.replace(secret, MARK);
    for (Pattern shape : SHAPES) clean = shape.matcher(clean).replaceAll(Redaction::replacement);
    return clean;
  }

  private static String replacement(java.util.regex.MatchResult match) {
    boolean named = match.groupCount() > 0 && match.start(1) == match.start() && match.group(1) != null;
    return Matcher.quoteReplacement((named ? match.group(1) : "") + MARK);
  }
}
