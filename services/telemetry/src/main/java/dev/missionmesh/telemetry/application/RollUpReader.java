package dev.missionmesh.telemetry.application;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUp;
import dev.missionmesh.telemetry.domain.RollUpChange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Derives from facts what they add to the roll-ups. A fact whose data cannot be read is logged like any other, and adds nothing. */
public final class RollUpReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> FINAL_STATES =
      Set.of("succeeded", "failed", "cancelled", "dead_lettered");
  private static final Set<String> NODE_STATES =
      Set.of("ONLINE", "STALE", "DEAD", "YELLOW", "STOPPED");
  private static final String TEXT_NODE = "node";

  /** Adds all facts up. */
  public static RollUpChange of(List<Fact> facts) {
    RollUpChange change = new RollUpChange();
    facts.forEach(fact -> add(fact, change));
    return change;
  }

  private static void add(Fact fact, RollUpChange change) {
    switch (fact.type()) {
      case EventTypes.MISSION_QUEUED -> change.count(fact.tenant(), RollUp.QUEUED);
      case EventTypes.MISSION_STARTED -> change.count(fact.tenant(), RollUp.STARTED);
      case EventTypes.MISSION_RETRY_SCHEDULED ->
          change.count(fact.tenant(), RollUp.RETRY_SCHEDULED);
      case EventTypes.MISSION_REQUEUED -> change.count(fact.tenant(), RollUp.REQUEUED);
      case EventTypes.MISSION_FINISHED -> finished(fact, change);
      case EventTypes.NODE_REGISTERED -> node(fact, "ONLINE", change);
      case EventTypes.NODE_STOPPED -> node(fact, "STOPPED", change);
      case EventTypes.NODE_STATE_CHANGED -> node(fact, texts(fact).get("to"), change);
      default -> {}
    }
  }

  private static void finished(Fact fact, RollUpChange change) {
    Map<String, String> data = texts(fact);
    String state = data.getOrDefault("state", "");
    if (!FINAL_STATES.contains(state)) {
      return;
    }
    change.count(fact.tenant(), RollUp.FINISHED + state);
    if (endedWaiting(state, data)) {
      change.count(fact.tenant(), RollUp.FINISHED_WAITING);
    }
  }

  /** The outcome is the last attempt's: another than {@code cancelled} says that a cancelled mission was between two attempts. */
  private static boolean endedWaiting(String state, Map<String, String> data) {
    String outcome = data.get("outcome");
    return !data.containsKey("startedAt")
        || state.equals("cancelled") && outcome != null && !outcome.equals("cancelled")
        || state.equals("failed") && data.getOrDefault("reason", "").startsWith("denied by policy");
  }

  private static void node(Fact fact, String state, RollUpChange change) {
    String node = texts(fact).getOrDefault(TEXT_NODE, fact.subject());
    if (state != null && NODE_STATES.contains(state)) {
      change.node(node, state);
    }
  }

  /** The members of an object whose values are strings. */
  private static Map<String, String> texts(Fact fact) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser parser = JSON.createParser(fact.data())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return texts;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return texts;
  }

  private RollUpReader() {}
}
