package dev.missionmesh.searchindexer.domain;

/** Something known of a mission that the index keeps. Facts of one key merge: any order, any repetition, same outcome. */
public sealed interface Fact permits MissionFacts, LogChunk {
  String tenant();

  String missionId();

  /** Identity of the document this fact belongs to; keys of one tenant sort by mission, then attempt, then chunk. */
  String key();
}
