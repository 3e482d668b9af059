package dev.missionmesh.mission.domain;

import dev.missionmesh.mission.domain.MissionDraft.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that a draft has to meet, and the defaults for what it leaves out. */
public final class DraftCheck {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(120);
  private static final Duration MAX_WAIT = Duration.ofHours(1);
  private static final int DEFAULT_CPU_MILLIS = 2000;
  private static final long GIB = 1L << 30;
  private static final long MIN_MEMORY = 4L << 20;
  private static final long MIN_DISK = 1L << 20;
  private static final int MAX_TEXT = 1 << 20;
  private static final Set<String> INTERPRETERS = Set.of("sh", "bash", "python3");
  private static final Set<String> RISK_TIERS = Set.of("SAFE", "STANDARD", "RESTRICTED");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

  private final Ceiling ceiling;
  private final Violations violations = new Violations();

  private DraftCheck(Ceiling ceiling) {
    this.ceiling = ceiling;
  }

  /**
   * Checks a draft and fills in the defaults.
   *
   * @throws InvalidDraft naming every field that is wrong
   */
  public static MissionSpec check(MissionDraft draft, Ceiling ceiling) {
    return new DraftCheck(ceiling).spec(draft);
  }

  private MissionSpec spec(MissionDraft draft) {
    if (draft.name() != null) violations.text("/name", draft.name(), 200);
    executor(draft);
    if (draft.stdin() != null) violations.text("/stdin", draft.stdin(), MAX_TEXT);
    MissionSpec spec =
        new MissionSpec(
            draft.name(),
            Objects.requireNonNullElse(draft.executor(), ""),
            draft.command() == null ? List.of() : draft.command(),
            script(draft.script()),
            environment(draft.env()),
            draft.stdin(),
            labels(draft.labels()),
            (int) violations.number("/priority", draft.priority(), 0, 0, 100),
            violations.duration(
                "/timeout",
                draft.timeout(),
                shorter(DEFAULT_TIMEOUT, ceiling.timeout()),
                Duration.ofMillis(1),
                ceiling.timeout()),
            retries(draft.retries()),
            resources(draft.resources()),
            slug("/zone", draft.zone(), "default"),
            riskTier(draft.riskTier()),
            capabilities(draft.capabilities()));
    violations.throwIfAny();
    return spec;
  }

  private void executor(MissionDraft draft) {
    if (draft.executor() == null) {
      violations.add("/executor", "is required: command, script or noop");
      return;
    }
    switch (draft.executor()) {
      case "command" -> command(draft.command());
      case "script" -> {
        if (draft.script() == null)
          violations.add("/script", "is required for the executor script");
      }
      case "noop" -> {}
      default -> violations.add("/executor", "must be one of command, script, noop");
    }
    if (draft.command() != null && !draft.executor().equals("command")) {
      violations.add("/command", "belongs to the executor command only");
    }
    if (draft.script() != null && !draft.executor().equals("script")) {
      violations.add("/script", "belongs to the executor script only");
    }
  }

  private void command(@Nullable List<String> command) {
    if (command == null || command.isEmpty()) {
      violations.add("/command", "is required for the executor command");
      return;
    }
    if (command.size() > 256) violations.add("/command", "must have at most 256 entries");
    for (int i = 0; i < Math.min(command.size(), 256); i++) {
      String argument = command.get(i);
      if (argument == null) violations.add("/command/" + i, "must not be null");
      else violations.text("/command/" + i, argument, 128 * 1024);
    }
    if (command.getFirst() != null && command.getFirst().isEmpty()) {
      violations.add("/command/0", "must not be empty");
    }
  }

  private MissionSpec.@Nullable Script script(MissionDraft.@Nullable Script script) {
    if (script == null) return null;
    if (script.interpreter() == null || !INTERPRETERS.contains(script.interpreter())) {
      violations.add("/script/interpreter", "must be one of sh, bash, python3");
    }
    if (script.source() == null) violations.add("/script/source", "is required");
    else violations.text("/script/source", script.source(), MAX_TEXT);
    return new MissionSpec.Script(
        Objects.requireNonNullElse(script.interpreter(), ""),
        Objects.requireNonNullElse(script.source(), ""));
  }

  private Map<String, String> environment(@Nullable Map<String, String> env) {
    return checked(
        "/env", env, 128, ENV_NAME, "must be a name of letters, digits and underscores", 32 * 1024);
  }

  private Map<String, String> labels(@Nullable Map<String, String> labels) {
    return checked(
        "/labels",
        labels,
        32,
        Pattern.compile(".{1,63}", Pattern.DOTALL),
        "must have 1 to 63 characters as its name",
        256);
  }

  private Map<String, String> checked(
      String pointer,
      @Nullable Map<String, String> map,
      int most,
      Pattern name,
      String nameRule,
      int longest) {
    if (map == null) return Map.of();
    if (map.size() > most) violations.add(pointer, "must have at most " + most + " entries");
    map.forEach(
        (key, value) -> {
          String at = Violations.member(pointer, key);
          if (!name.matcher(key).matches()) violations.add(at, nameRule);
          else violations.text(at, key, 255);
          if (value == null) violations.add(at, "must not be null");
          else violations.text(at, value, longest);
        });
    return new TreeMap<>(map);
  }

  private RetryPolicy retries(@Nullable Retries retries) {
    Retries given = retries == null ? new Retries(null, null, null) : retries;
    int attempts = (int) violations.number("/retries/maxAttempts", given.maxAttempts(), 1, 1, 10);
    Duration backoff =
        violations.duration(
            "/retries/backoff", given.backoff(), Duration.ofSeconds(1), Duration.ZERO, MAX_WAIT);
    Duration longest =
        violations.duration(
            "/retries/maxBackoff",
            given.maxBackoff(),
            longer(backoff, Duration.ofMinutes(1)),
            Duration.ZERO,
            MAX_WAIT);
    if (longest.compareTo(backoff) < 0) {
      violations.add("/retries/maxBackoff", "must not be shorter than backoff");
      longest = backoff;
    }
    return new RetryPolicy(attempts, backoff, longest);
  }

  private MissionSpec.Resources resources(MissionDraft.@Nullable Resources wanted) {
    MissionDraft.Resources given =
        wanted == null ? new MissionDraft.Resources(null, null, null) : wanted;
    return new MissionSpec.Resources(
        cpuMillis(given.cpus()),
        violations.number(
            "/resources/memoryBytes",
            given.memoryBytes(),
            Math.min(GIB, ceiling.memoryBytes()),
            MIN_MEMORY,
            ceiling.memoryBytes()),
        violations.number(
            "/resources/diskBytes",
            given.diskBytes(),
            Math.min(GIB, ceiling.diskBytes()),
            MIN_DISK,
            ceiling.diskBytes()));
  }

  private int cpuMillis(@Nullable Double cpus) {
    int fallback = Math.min(DEFAULT_CPU_MILLIS, ceiling.cpuMillis());
    if (cpus == null) return fallback;
    if (!(cpus >= 0.01 && cpus <= ceiling.cpuMillis() / 1000.0)) {
      violations.add("/resources/cpus", "must be between 0.01 and " + ceiling.cpuMillis() / 1000.0);
      return fallback;
    }
    return (int) Math.round(cpus * 1000);
  }

  private String riskTier(@Nullable String tier) {
    if (tier == null) return "STANDARD";
    if (!RISK_TIERS.contains(tier)) {
      violations.add("/riskTier", "must be one of SAFE, STANDARD, RESTRICTED");
    }
    return tier;
  }

  private Set<String> capabilities(@Nullable List<String> capabilities) {
    if (capabilities == null) return Set.of();
    if (capabilities.size() > 32) violations.add("/capabilities", "must have at most 32 entries");
    for (int i = 0; i < Math.min(capabilities.size(), 32); i++) {
      slug("/capabilities/" + i, capabilities.get(i) == null ? "" : capabilities.get(i), "");
    }
    return new TreeSet<>(capabilities.stream().filter(c -> c != null).toList());
  }

  private String slug(String pointer, @Nullable String value, String fallback) {
    if (value == null) return fallback;
    if (!SLUG.matcher(value).matches()) {
      violations.add(
          pointer, "must be 1 to 63 lower-case letters, digits, dots, hyphens or underscores");
    }
    return value;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
