package dev.missionmesh.mission.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of a stored result. The bytes are {@link
 * dev.missionmesh.mission.domain.AttemptResult#canonical()}'s.
 */
@Schema(
    name = "CanonicalResult",
    description = "RFC 8785 JSON: these very bytes are what `Repr-Digest` and the receipt's hash are of.")
record ResultView(
    @Schema(nullable = true, description = "Null if the process did not exit by itself.")
        Integer exitCode,
    @Schema(contentEncoding = "base64") String stderrBase64,
    @Schema(contentEncoding = "base64") String stdoutBase64,
    @Schema(description = "True if more was printed than is kept.") boolean truncated) {}
