package dev.missionmesh.localpostgres;

/** From where a server can be reached; a password is asked for in any case. */
public enum Reach {
  /** 127.0.0.1 only. */
  THIS_MACHINE("127.0.0.1", "127.0.0.1/32"),
  /** Every address, for a server in a Pod that NetworkPolicies protect. */
  NETWORK("*", "all");

  private final String listen;
  private final String from;

  Reach(String listen, String from) {
    this.listen = listen;
    this.from = from;
  }

  String listen() {
    return listen;
  }

  /** The content of {@code pg_hba.conf}. */
  String access() {
    return "host all all " + from + " scram-sha-256\n";
  }
}
