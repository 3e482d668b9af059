package dev.missionmesh.policy.application;

import dev.missionmesh.policy.domain.PublishedSnapshot;

/**
 * What came of a publication.
 *
 * @param created whether the snapshot was new to the registry
 * @param activated whether it became the active one now; false if it already was
 */
public record Publication(PublishedSnapshot snapshot, boolean created, boolean activated) {}
