package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import java.time.Instant;
import java.util.List;

/** What became of a mission, as the mesh tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MissionStatus(
    Long observedGeneration,
    @JsonPropertyDescription("The tenant it runs for.") @PrinterColumn(name = "Tenant")
        String tenant,
    @JsonPropertyDescription("Its id in the mesh.") @PrinterColumn(name = "Mission", priority = 1)
        String missionId,
    @JsonPropertyDescription("Its state in the mesh, or refused.") @PrinterColumn(name = "State")
        String state,
    @JsonPropertyDescription("Digest of the policy snapshot that allowed it.")
        String policySnapshot,
    @JsonPropertyDescription("The rule that allowed it.") String rule,
    @JsonPropertyDescription("Attempts so far.") Integer attempts,
    @JsonPropertyDescription("Exit code of the latest attempt.") @PrinterColumn(name = "Exit")
        Integer exitCode,
    Instant queuedAt,
    Instant startedAt,
    Instant finishedAt,
    List<Condition> conditions) {}
