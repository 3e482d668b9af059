package dev.missionmesh.sandboxruntime;

import dev.missionmesh.architecture.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theHouseRulesHold() {
    ServiceRules.check("dev.missionmesh.sandboxruntime");
  }
}
