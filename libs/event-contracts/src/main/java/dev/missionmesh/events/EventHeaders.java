package dev.missionmesh.events;

/** Kafka header names of a binary-mode CloudEvent (CloudEvents Kafka protocol binding 1.0). */
public final class EventHeaders {
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String PARTITION_KEY = "ce_partitionkey";
  public static final String TENANT = "ce_tenant";
  public static final String SEQUENCE = "ce_sequence";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACEPARENT = "traceparent";

  private EventHeaders() {}
}
