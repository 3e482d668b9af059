package dev.missionmesh.mission.application;

import java.time.Instant;

/** What a watcher of a mission is sent. */
public sealed interface TailEvent {
  /** The mission changed. */
  record State(long sequence, String state, Long attempt, String reason, Instant at)
      implements TailEvent {}

  /** It printed. */
  record Log(LogLine line) implements TailEvent {}

  /** What had these numbers is kept no longer. */
  record Gap(long from, long to) implements TailEvent {}

  /** It has reached a final state; nothing follows. */
  record End(long sequence, MissionView mission) implements TailEvent {}

  /** Nothing happened for a while. */
  record KeepAlive() implements TailEvent {}
}
