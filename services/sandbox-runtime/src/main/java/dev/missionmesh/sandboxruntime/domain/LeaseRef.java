package dev.missionmesh.sandboxruntime.domain;

/** One lease of one mission; the token is its fencing token. */
public record LeaseRef(String tenant, String missionId, long token) {}
