package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What a tenant is: the bodies of {@code createTenant} and {@code replaceTenantSettings}. */
@ValidationRule(
    value =
        "has(self.displayName) == has(oldSelf.displayName)"
            + " && (!has(self.displayName) || self.displayName == oldSelf.displayName)",
    message = "displayName never changes",
    fieldPath = ".displayName")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantSpec(
    @JsonPropertyDescription("For people; left out: the id. Never changes; see settings.branding.")
        @Size(min = 1, max = 200)
        @Pattern("\\S")
        String displayName,
    @JsonPropertyDescription(
            "Namespaces whose Missions run for this tenant. One that two Tenants name acts for"
                + " neither.")
        @Size(max = 100)
        List<@Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$") @Size(max = 63) String> namespaces,
    @JsonPropertyDescription("Whether its doors are shut; left out: as somebody else has set it.")
        Boolean suspended,
    @JsonPropertyDescription(
            "Replaced as a whole whenever they differ; left out: as somebody else has set them.")
        Settings settings) {

  /** What is set for a tenant; what is absent leaves the mesh's own value in force. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Settings(
      Limits limits, Quotas quotas, Addresses addresses, Cors cors, Branding branding) {}

  /** Requests a minute. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(
      @Min(1) @Max(10000000) Integer tenantPerMinute,
      @Min(1) @Max(10000000) Integer keyPerMinute,
      @Size(max = 50) Map<String, @Min(1) @Max(10000000) Integer> endpointsPerMinute) {}

  /** How much there may be. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Quotas(
      @Min(1) @Max(10000) Integer maxKeys,
      @Min(0) @Max(1000) Integer maxWebhooks,
      @Min(1) @Max(10000000) Integer maxQueuedMissions) {}

  /** From where it may be called, in CIDR notation. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Addresses(
      @Size(max = 200) List<@Size(max = 64) String> allow,
      @Size(max = 200) List<@Size(max = 64) String> deny) {}

  /** Origins of web pages, exact. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Cors(@Size(max = 50) List<@Size(max = 300) String> origins) {}

  /** How it looks. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Branding(
      @Size(min = 1, max = 200) @Pattern("\\S") String displayName,
      @Pattern("^#[0-9a-f]{6}$") String accentColour,
      @Pattern("^https://") @Size(max = 2000) String logoUrl) {}
}
