package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.AdminOperation;
import io.smallrye.mutiny.Uni;

/** An authorization server that has a say in what administrators do. */
public interface AdminPermissions {
  /** True if it is to be asked at all. */
  boolean isOn();

  /**
   * Whether the bearer of a token, which has been checked, may do this. Fails if the server does
   * not say, in which case nobody may.
   */
  Uni<Boolean> grants(String token, AdminOperation operation);
}
