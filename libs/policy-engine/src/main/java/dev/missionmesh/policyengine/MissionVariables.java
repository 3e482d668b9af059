package dev.missionmesh.policyengine;

import dev.cel.runtime.CelVariableResolver;
import java.util.List;
import java.util.Optional;

/** Gives conditions the members of one request, as they ask for them. */
final class MissionVariables implements CelVariableResolver {
  private final DecisionRequest request;

  MissionVariables(DecisionRequest request) {
    this.request = request;
  }

  @Override
  public Optional<Object> find(String name) {
    return switch (name) {
      case "mission.tenant" -> Optional.of(request.tenant());
      case "mission.principal" -> Optional.of(request.principal());
      case "mission.executor" -> Optional.of(request.executor());
      case "mission.zone" -> Optional.of(request.zone());
      case "mission.riskTier" -> Optional.of(request.riskTier());
      case "mission.capabilities" -> Optional.of(List.copyOf(request.capabilities()));
      case "mission.labels" -> Optional.of(request.labels());
      case "mission.priority" -> Optional.of((long) request.priority());
      case "mission.timeoutSeconds" -> Optional.of(request.timeoutSeconds());
      case "mission.cpus" -> Optional.of(request.cpus());
      case "mission.memoryBytes" -> Optional.of(request.memoryBytes());
      case "mission.diskBytes" -> Optional.of(request.diskBytes());
      default -> Optional.empty();
    };
  }
}
