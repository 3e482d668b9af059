package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.domain.Limit;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads limits in configuration. */
public final class LimitConverter implements Converter<Limit> {
  @Override
  public Limit convert(String value) {
    return Limit.parse(value);
  }
}
