package dev.missionmesh.searchindexer.domain;

/** What one document of the index is made of, whole. */
public sealed interface Indexed permits MissionFacts, IndexedChunk {
  String key();
}
