package dev.missionmesh.sandboxruntime.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that hold for sandboxes of every back end, on one node for all of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxBehaviour {
  protected SandboxesUnderTest sandboxes;

  @BeforeAll
  void begin() throws Exception {
    sandboxes = open();
  }

  @AfterAll
  void end() {
    sandboxes.close();
  }

  protected abstract SandboxesUnderTest open() throws Exception;
}
