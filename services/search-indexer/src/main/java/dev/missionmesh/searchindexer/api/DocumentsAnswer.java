package dev.missionmesh.searchindexer.api;

import java.util.List;

/** A page of a tenant's documents, by id. */
record DocumentsAnswer(List<DocumentView> items, String nextCursor) {}
