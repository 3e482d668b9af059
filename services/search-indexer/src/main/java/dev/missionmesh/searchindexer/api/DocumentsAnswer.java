package dev.missionmesh.searchindexer.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of a tenant's documents, by id. */
@Schema(name = "DocumentPage")
record DocumentsAnswer(
    List<DocumentView> items,
    @Schema(nullable = true, description = "Null on the last page.") String nextCursor) {}
