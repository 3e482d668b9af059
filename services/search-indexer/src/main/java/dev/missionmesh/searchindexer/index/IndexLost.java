package dev.missionmesh.searchindexer.index;

/** The files of an index are gone or damaged: opening them again will not help. */
final class IndexLost extends RuntimeException {
  IndexLost(Throwable cause) {
    super(cause.toString(), cause);
  }
}
