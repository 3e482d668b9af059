package dev.missionmesh.policy.application;

/**
 * A checked snapshot that may be published: {@code yaml} is canonical and {@code digest} its
 * address.
 */
public record Candidate(String digest, String name, String yaml) {}
