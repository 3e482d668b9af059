package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import java.util.List;

/** How far the mesh is what the Tenant says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantStatus(
    Long observedGeneration,
    @JsonPropertyDescription("Its state in the mesh.") @PrinterColumn(name = "State") String state,
    @JsonPropertyDescription("Namespaces that act for it.") List<String> namespaces,
    @JsonPropertyDescription("Id of the key that the operator acts with.") String keyId,
    @JsonPropertyDescription("Which settings are applied, and the tenant's entity tag since.")
        AppliedSettings settings,
    List<Condition> conditions) {

  /** A digest of the settings that were sent and the entity tag that came back. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AppliedSettings(String digest, String entityTag) {}
}
