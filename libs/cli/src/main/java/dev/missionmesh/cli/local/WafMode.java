package dev.missionmesh.cli.local;

import java.util.Locale;

/** Whether a web application firewall stands before the gateway, and what it does with attacks. */
public enum WafMode {
  /** There is none. */
  OFF(null),
  /** Refuses them. */
  BLOCK("On"),
  /** Lets them pass, and tells of them. */
  DETECT("DetectionOnly");

  private final String engine;

  WafMode(String engine) {
    this.engine = engine;
  }

  boolean isOn() {
    return this != OFF;
  }

  /** ModSecurity's word for it ({@code SecRuleEngine}). */
  String engine() {
    return engine;
  }

  /** The name in configuration and JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
