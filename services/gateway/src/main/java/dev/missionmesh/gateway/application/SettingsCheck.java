package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Colour;
import dev.missionmesh.gateway.domain.RouteTable;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Keeps the bounds that {@link TenantSettings} states. */
@ApplicationScoped
class SettingsCheck {
  private static final int MOST_PER_MINUTE = 10_000_000;
  private static final int MOST_ENDPOINTS = 50;
  private static final int MOST_BLOCKS = 200;
  private static final int MOST_ORIGINS = 50;
  private static final double READABLE = 4.5;

  private final RouteTable routes;

  SettingsCheck(RouteTable routes) {
    this.routes = routes;
  }

  /** Throws a problem that names every field to blame. */
  void require(TenantSettings settings) {
    List<FieldError> errors = new ArrayList<>();
    limits(settings.limits(), errors);
    quotas(settings.quotas(), errors);
    blocks("/addresses/allow", settings.addresses().allow(), errors);
    blocks("/addresses/deny", settings.addresses().deny(), errors);
    origins(settings.cors().origins(), errors);
    branding(settings.branding(), errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "The settings are not valid.", errors);
    }
  }

  private void limits(TenantSettings.Limits limits, List<FieldError> errors) {
    within("/limits/tenantPerMinute", limits.tenantPerMinute(), 1, MOST_PER_MINUTE, errors);
    within("/limits/keyPerMinute", limits.keyPerMinute(), 1, MOST_PER_MINUTE, errors);
    String all = "/limits/endpointsPerMinute";
    atMost(all, limits.endpointsPerMinute().size(), MOST_ENDPOINTS, errors);
    limits
        .endpointsPerMinute()
        .forEach(
            (template, limit) -> {
              String pointer = all + "/" + template.replace("~", "~0").replace("/", "~1");
              within(pointer, limit, 1, MOST_PER_MINUTE, errors);
              if (routes.routes().stream().noneMatch(r -> r.template().equals(template))) {
                errors.add(
                    FieldError.pointer(
                        pointer, "is no path of this API; write {} for the part that varies"));
              }
            });
  }

  private static void quotas(TenantSettings.Quotas quotas, List<FieldError> errors) {
    within("/quotas/maxKeys", quotas.maxKeys(), 1, 10_000, errors);
    within("/quotas/maxWebhooks", quotas.maxWebhooks(), 0, 1_000, errors);
    within("/quotas/maxQueuedMissions", quotas.maxQueuedMissions(), 1, 10_000_000, errors);
  }

  private static void blocks(String pointer, List<String> blocks, List<FieldError> errors) {
    atMost(pointer, blocks.size(), MOST_BLOCKS, errors);
    for (int i = 0; i < blocks.size(); i++) {
      try {
        AddressBlocks.block(blocks.get(i));
      } catch (IllegalArgumentException e) {
        errors.add(FieldError.pointer(pointer + "/" + i, e.getMessage()));
      }
    }
  }

  private static void origins(List<String> origins, List<FieldError> errors) {
    atMost("/cors/origins", origins.size(), MOST_ORIGINS, errors);
    if (new HashSet<>(origins).size() < origins.size()) {
      errors.add(FieldError.pointer("/cors/origins", "names an origin twice"));
    }
    for (int i = 0; i < origins.size(); i++) {
      if (!WebAddresses.isOrigin(origins.get(i))) {
        errors.add(
            FieldError.pointer(
                "/cors/origins/" + i,
                "must be https://host[:port] in small letters, or http:// of localhost"));
      }
    }
  }

  private static void branding(TenantSettings.Branding branding, List<FieldError> errors) {
    if (branding.displayName() != null && !Tenant.isDisplayName(branding.displayName())) {
      errors.add(FieldError.pointer("/branding/displayName", "must be 1 to 200 characters"));
    }
    if (branding.accentColour() != null) {
      colour(branding.accentColour(), errors);
    }
    if (branding.logoUrl() != null && !WebAddresses.isSecure(branding.logoUrl())) {
      errors.add(
          FieldError.pointer(
              "/branding/logoUrl", "must be an https address of at most 2,000 characters"));
    }
  }

  private static void colour(String text, List<FieldError> errors) {
    Colour colour = Colour.parse(text);
    if (colour == null) {
      errors.add(
          FieldError.pointer("/branding/accentColour", "must be #rrggbb in small letters"));
    } else if (colour.contrastToWhite() < READABLE) {
      errors.add(
          FieldError.pointer(
              "/branding/accentColour",
              String.format(
                  Locale.ROOT,
                  "has a contrast to white of %.1f to 1; readable is from 4.5 on",
                  colour.contrastToWhite())));
    }
  }

  private static void within(
      String pointer, Integer value, int least, int most, List<FieldError> errors) {
    if (value != null && (value < least || value > most)) {
      errors.add(FieldError.pointer(pointer, "must be " + least + " to " + most));
    }
  }

  private static void atMost(String pointer, int size, int most, List<FieldError> errors) {
    if (size > most) {
      errors.add(FieldError.pointer(pointer, "may have at most " + most + " entries"));
    }
  }
}
