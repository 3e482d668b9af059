package dev.missionmesh.mission.application;

/** Tells failures of the store apart. */
public interface FailureKinds {
  enum Kind {
    /** A deadlock or the like: the same once more may work. */
    AGAIN,
    /** One item is to blame: each should be tried alone. */
    ITEM,
    /** Nothing will help now. */
    FINAL
  }

  Kind of(Throwable failure);
}
