package dev.missionmesh.operator.domain;

/** A namespaced resource. */
public record ResourceName(String namespace, String name) {}
