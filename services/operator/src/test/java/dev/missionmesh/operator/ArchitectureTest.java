package dev.missionmesh.operator;

import dev.missionmesh.architecture.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theHouseRulesHold() {
    ServiceRules.check("dev.missionmesh.operator");
  }
}
