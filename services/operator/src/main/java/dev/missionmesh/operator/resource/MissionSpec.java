package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * What is to run: the body of {@code submitMission}, and how long the resource stays afterwards.
 */
@ValidationRule(
    value = "self == oldSelf",
    message = "the spec of a Mission never changes: make another one")
@ValidationRule(
    value = "(self.executor == 'command') == has(self.command)",
    message = "command goes with the executor command, and only with it",
    fieldPath = ".command")
@ValidationRule(
    value = "(self.executor == 'script') == has(self.script)",
    message = "script goes with the executor script, and only with it",
    fieldPath = ".script")
@ValidationRule(
    value = "!has(self.labels) || self.labels.all(name, !name.startsWith('kubernetes.'))",
    message = "labels that begin with kubernetes. are the operator's",
    fieldPath = ".labels")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MissionSpec(
    @JsonPropertyDescription("For people and searches; left out: the name of the resource.")
        @Size(max = 200)
        String name,
    @JsonPropertyDescription("What runs it.") @Required Executor executor,
    @JsonPropertyDescription("Program and arguments.") @Size(min = 1, max = 256)
        List<@Size(max = 131072) String> command,
    @JsonPropertyDescription("Source and its interpreter.") Script script,
    @JsonPropertyDescription(
            "Environment; names of letters, digits and underscores. Readable by all who can read"
                + " the resource.")
        @Size(max = 128)
        Map<String, @Size(max = 32768) String> env,
    @JsonPropertyDescription("Text for its standard input.") @Size(max = 524288) String stdin,
    @JsonPropertyDescription(
            "To find it by in the mesh; names that begin with kubernetes. are the operator's.")
        @Size(max = 28)
        Map<String, @Size(max = 256) String> labels,
    @JsonPropertyDescription("Each step counts as a minute of waiting; left out: 0.")
        @Min(0)
        @Max(100)
        Integer priority,
    @JsonPropertyDescription("ISO-8601 duration after which an attempt is ended; left out: PT2M.")
        @Size(min = 3, max = 64)
        @Pattern(Api.DURATION)
        String timeout,
    @JsonPropertyDescription("One attempt if left out.") Retries retries,
    @JsonPropertyDescription("Limits, at most what the tenant may.") Resources resources,
    @JsonPropertyDescription("Where it may run.") @Pattern(Api.WORD) @Size(max = 63) String zone,
    @JsonPropertyDescription("What policies go by; left out: STANDARD.") RiskTier riskTier,
    @JsonPropertyDescription("What it asks for beyond a closed sandbox.") @Size(max = 32)
        List<@Pattern(Api.WORD) @Size(max = 63) String> capabilities,
    @JsonPropertyDescription(
            "Seconds after its end when the resource is deleted; left out: never. The mesh keeps"
                + " the mission.")
        @Min(0)
        @Max(315360000)
        Long ttlSecondsAfterFinished) {

  /** What runs a mission. */
  public enum Executor {
    @JsonProperty("command")
    COMMAND,
    @JsonProperty("script")
    SCRIPT,
    @JsonProperty("noop")
    NOOP
  }

  /** What policies go by. */
  public enum RiskTier {
    SAFE,
    STANDARD,
    RESTRICTED
  }

  /** What a script is written in. */
  public enum Interpreter {
    @JsonProperty("sh")
    SH,
    @JsonProperty("bash")
    BASH,
    @JsonProperty("python3")
    PYTHON3
  }

  /** A script and what interprets it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Script(
      @Required Interpreter interpreter, @Required @Size(max = 524288) String source) {}

  /** How often and how far apart it is tried. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Retries(
      @Min(1) @Max(10) Integer maxAttempts,
      @Size(min = 3, max = 64) @Pattern(Api.DURATION) String backoff,
      @Size(min = 3, max = 64) @Pattern(Api.DURATION) String maxBackoff) {}

  /** Limits of one attempt. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resources(
      @Min(0.01) Double cpus, @Min(4194304) Long memoryBytes, @Min(1048576) Long diskBytes) {}
}
