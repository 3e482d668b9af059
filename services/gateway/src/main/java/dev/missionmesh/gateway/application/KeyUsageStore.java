package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Writes down when keys were last used. */
public interface KeyUsageStore {
  /** Moves the times forward, all in one statement; never backward. */
  Uni<Void> write(List<KeyUsage.Used> used);
}
