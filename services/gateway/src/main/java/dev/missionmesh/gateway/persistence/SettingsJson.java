package dev.missionmesh.gateway.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.missionmesh.gateway.domain.TenantSettings;

/**
 * Settings as they are stored: JSON without what is not set. A member of a later version is passed
 * over while versions run side by side.
 */
final class SettingsJson {
  private static final String NONE = "{}";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .serializationInclusion(JsonInclude.Include.NON_EMPTY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static String write(TenantSettings settings) {
    try {
      return settings.equals(TenantSettings.NONE) ? NONE : JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text can be written", e);
    }
  }

  /** Fails with {@link IllegalStateException} on what this class has not written. */
  static TenantSettings read(String text) {
    try {
      return text.equals(NONE) ? TenantSettings.NONE : JSON.readValue(text, TenantSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored settings cannot be read", e);
    }
  }

  private SettingsJson() {}
}
