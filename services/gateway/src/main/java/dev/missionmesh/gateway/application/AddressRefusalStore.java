package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;

/** Hands refusals to the audit log. */
public interface AddressRefusalStore {
  /** Writes the fact down to be published; fails if the store cannot be reached. */
  Uni<Void> write(AddressRefusals.Refused refused);
}
