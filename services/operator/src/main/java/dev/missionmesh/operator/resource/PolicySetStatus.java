package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import java.util.List;

/** Which snapshot of the mesh a PolicySet became. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicySetStatus(
    Long observedGeneration,
    @JsonPropertyDescription("Digest of the snapshot in force.")
        @PrinterColumn(name = "Digest", priority = 1)
        String digest,
    @JsonPropertyDescription("Its version in the mesh.") @PrinterColumn(name = "Version")
        Long version,
    List<Condition> conditions) {}
