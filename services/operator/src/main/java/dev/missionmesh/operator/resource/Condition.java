package dev.missionmesh.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** One aspect of a resource's state, as {@code metav1.Condition} has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @Required @Size(max = 316) String type,
    @Required @Pattern("^(True|False|Unknown)$") String status,
    @JsonPropertyDescription("The generation of the resource that this was said of.") @Min(0)
        Long observedGeneration,
    @JsonPropertyDescription("When the status changed last; another message is no change.")
        @Required
        Instant lastTransitionTime,
    @JsonPropertyDescription("Why, as a word for programs.")
        @Required
        @Size(min = 1, max = 1024)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
    @JsonPropertyDescription("Why, as a sentence for people.") @Required @Size(max = 32768)
        String message) {}
