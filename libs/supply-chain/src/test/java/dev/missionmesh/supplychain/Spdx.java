package dev.missionmesh.supplychain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Licences by their identifier in the <a href="https://spdx.org/licenses/">SPDX list</a>, and which of them may ship. */
final class Spdx {
  /** Permissive, or weak copyleft that stops at the file or at linking: all fit a product under Apache-2.0. */
  static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-only WITH Classpath-exception-2.0",
          "MIT",
          "MIT-0",
          "PostgreSQL");

  /** How POMs write them; the first that is found in a name counts. */
  private static final Map<Pattern, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(Pattern.compile("(?i)AGPL|affero"), "AGPL-3.0-only");
    NAMES.put(Pattern.compile("(?i)LGPL|lesser general"), "LGPL-2.1-only");
    NAMES.put(
        Pattern.compile("(?i)(GPL|general public license).*(2.*(cpe|class-?path)|(cpe|class-?path).*2)|GPL2 w/ CPE"),
        "GPL-2.0-only WITH Classpath-exception-2.0");
    NAMES.put(Pattern.compile("(?i)\\bGPL|general public license"), "GPL-2.0-only");
    NAMES.put(Pattern.compile("(?i)apache.*\\b(license|2)\\b"), "Apache-2.0");
    NAMES.put(Pattern.compile("(?i)(eclipse public license|EPL).*2(\\.0)?\\b"), "EPL-2.0");
    NAMES.put(Pattern.compile("(?i)(eclipse public license|EPL).*1\\.0"), "EPL-1.0");
    NAMES.put(Pattern.compile("(?i)eclipse distribution license|EDL 1\\.0"), "BSD-3-Clause");
    NAMES.put(Pattern.compile("(?i)BSD[ -]2"), "BSD-2-Clause");
    NAMES.put(Pattern.compile("(?i)BSD[ -]3|BSD new|go license"), "BSD-3-Clause");
    NAMES.put(Pattern.compile("0BSD"), "0BSD");
    NAMES.put(Pattern.compile("MIT-0"), "MIT-0");
    NAMES.put(Pattern.compile("(?i)(the )?MIT( license)?"), "MIT");
    NAMES.put(Pattern.compile("(?i)CC0"), "CC0-1.0");
  }

  /** The identifier of a licence as a POM names it; empty for one that nobody has looked at yet. */
  static Optional<String> of(String name) {
    return NAMES.entrySet().stream().filter(known -> known.getKey().matcher(name).find()).map(Map.Entry::getValue).findFirst();
  }

  private Spdx() {}
}
