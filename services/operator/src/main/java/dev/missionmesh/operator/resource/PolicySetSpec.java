package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A policy snapshot: what {@code publishPolicy} takes, without its version and name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicySetSpec(
    @JsonPropertyDescription("For people.") @Size(min = 1, max = 2000) String description,
    @JsonPropertyDescription("Denies are asked first; what no rule allows is denied.")
        @Required
        @Size(min = 1, max = 1000)
        List<PolicyRule> rules) {

  /** What a rule says about the missions it applies to. */
  public enum Effect {
    @JsonProperty("allow")
    ALLOW,
    @JsonProperty("deny")
    DENY,
    @JsonProperty("require-approval")
    REQUIRE_APPROVAL
  }

  /** One rule. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"id", "effect", "match", "when", "reason"})
  public record PolicyRule(
      @JsonPropertyDescription("Unique in the set.") @Required @Pattern(Api.SLUG) @Size(max = 63)
          String id,
      @Required Effect effect,
      @JsonPropertyDescription("Which missions it is about; left out: all.") Match match,
      @JsonPropertyDescription("CEL condition over mission.*; left out: always.")
          @Size(min = 1, max = 2000)
          String when,
      @JsonPropertyDescription("Sentence shown to whoever is refused.") @Size(min = 1, max = 300)
          String reason) {}

  /** Which missions a rule is about; an empty list does not restrict. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"zones", "capabilities", "riskTiers", "tenants", "executors"})
  public record Match(
      @Size(max = 50) List<@Pattern(Api.SLUG) @Size(max = 63) String> zones,
      @JsonPropertyDescription("In a rule that allows, * stands for all.") @Size(max = 50)
          List<@Pattern("^([*]|[a-z]([a-z0-9-]{0,61}[a-z0-9])?)$") @Size(max = 63) String>
              capabilities,
      @Size(max = 3) List<MissionSpec.RiskTier> riskTiers,
      @Size(max = 1000) List<@Pattern(Api.SLUG) @Size(max = 63) String> tenants,
      @Size(max = 3) List<MissionSpec.Executor> executors) {}
}
