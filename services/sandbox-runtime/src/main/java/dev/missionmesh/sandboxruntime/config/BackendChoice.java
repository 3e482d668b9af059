package dev.missionmesh.sandboxruntime.config;

import dev.missionmesh.sandboxruntime.sandbox.SandboxSettings;

/** Which sandbox back end a node uses. */
public enum BackendChoice {
  AUTO,
  CRUN,
  RUNC,
  BUBBLEWRAP,
  KUBERNETES;

  SandboxSettings.Choice onHost() {
    return SandboxSettings.Choice.valueOf(name());
  }
}
