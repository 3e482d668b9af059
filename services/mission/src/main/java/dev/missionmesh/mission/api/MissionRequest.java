package dev.missionmesh.mission.api;

import dev.missionmesh.mission.domain.MissionDraft;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mission as callers ask for it, unchecked: each member may be null. What the annotations say of bounds is for the API document;
 * {@link dev.missionmesh.mission.domain.DraftCheck} is what checks.
 */
@Schema(description = "A mission to be run. What is left out takes the default named.")
record MissionRequest(
    @Schema(description = "For people and searches.", maxLength = 200, examples = "nightly report")
        String name,
    @Schema(
            description =
                "What runs it: a command, a script, or nothing (`noop`, for measuring the mesh).",
            required = true,
            enumeration = {"command", "script", "noop"},
            examples = "command")
        String executor,
    @Schema(
            description = "Program and arguments; for the executor `command` only.",
            minItems = 1,
            maxItems = 256,
            examples = "[\"python3\", \"-c\", \"print(6 * 7)\"]")
        List<@Size(max = 131072) String> command,
    @Schema(description = "For the executor `script` only.") Script script,
    @Schema(
            description = "Environment; names of letters, digits and underscores.",
            maxProperties = 128,
            examples = "{\"LANG\": \"C\"}")
        Map<String, @Size(max = 32768) String> env,
    @Schema(description = "Text for its standard input.", maxLength = 1048576) String stdin,
    @Schema(
            description = "To find it by; names of 1 to 63 characters.",
            maxProperties = 32,
            examples = "{\"team\": \"research\"}")
        Map<String, @Size(max = 256) String> labels,
    @Schema(
            description = "Each step counts as a minute of waiting.",
            minimum = "0",
            maximum = "100",
            defaultValue = "0")
        Integer priority,
    @Schema(
            description =
                "ISO-8601 duration after which an attempt is ended; more than nothing, at most what"
                    + " the tenant may (PT1H).",
            pattern = Durations.PATTERN,
            defaultValue = "PT2M",
            examples = "PT30S")
        String timeout,
    @Schema(description = "One attempt if left out.") Retries retries,
    @Schema(description = "Limits, at most what the tenant may.") Resources resources,
    @Schema(
            description = "Where it may run.",
            pattern = SLUG,
            defaultValue = "default",
            examples = "default")
        String zone,
    @Schema(
            description = "What policies go by.",
            enumeration = {"SAFE", "STANDARD", "RESTRICTED"},
            defaultValue = "STANDARD")
        String riskTier,
    @Schema(
            description = "What it asks for beyond a closed sandbox.",
            maxItems = 32,
            examples = "[\"network\"]")
        List<@Pattern(regexp = SLUG) String> capabilities) {
  static final String SLUG = "^[a-z0-9][a-z0-9._-]{0,62}$";

  /** Source text and what interprets it. */
  record Script(
      @Schema(
              required = true,
              enumeration = {"sh", "bash", "python3"})
          String interpreter,
      @Schema(required = true, maxLength = 1048576, examples = "print(6 * 7)") String source) {
    private MissionDraft.Script draft() {
      return new MissionDraft.Script(interpreter, source);
    }
  }

  /** How often and how soon to try again. */
  record Retries(
      @Schema(minimum = "1", maximum = "10", defaultValue = "1") Integer maxAttempts,
      @Schema(
              description = "ISO-8601 duration before the second attempt, doubled for each more; at most PT1H.",
              pattern = Durations.PATTERN,
              defaultValue = "PT1S",
              examples = "PT1S")
          String backoff,
      @Schema(
              description = "ISO-8601 duration it is never longer than; not shorter than `backoff`, at most PT1H.",
              pattern = Durations.PATTERN,
              defaultValue = "PT1M",
              examples = "PT1M")
          String maxBackoff) {
    private MissionDraft.Retries draft() {
      return new MissionDraft.Retries(maxAttempts, backoff, maxBackoff);
    }
  }

  /** Limits asked for. */
  record Resources(
      @Schema(minimum = "0.01", defaultValue = "2.0", examples = "0.5") Double cpus,
      @Schema(minimum = "4194304", defaultValue = "1073741824", examples = "268435456")
          Long memoryBytes,
      @Schema(minimum = "1048576", defaultValue = "1073741824", examples = "268435456")
          Long diskBytes) {
    private MissionDraft.Resources draft() {
      return new MissionDraft.Resources(cpus, memoryBytes, diskBytes);
    }
  }

  MissionDraft draft() {
    return new MissionDraft(
        name,
        executor,
        command,
        script == null ? null : script.draft(),
        env,
        stdin,
        labels,
        priority,
        timeout,
        retries == null ? null : retries.draft(),
        resources == null ? null : resources.draft(),
        zone,
        riskTier,
        capabilities);
  }
}
