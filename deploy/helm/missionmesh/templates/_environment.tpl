{{- /* What `mesh up` gives a service on one machine (ServiceEnvironment). Takes root, name, facts, options. */ -}}
{{- define "mesh.environment" -}}
{{- $values := .root.Values -}}
- {name: QUARKUS_HTTP_HOST, value: 0.0.0.0}
- {name: QUARKUS_HTTP_PORT, value: "8080"}
- {name: QUARKUS_SHUTDOWN_DELAY, value: {{ int .options.drainSeconds }}S}
- {name: JAVA_TOOL_OPTIONS, value: {{ .options.javaOptions | quote }}}
- {name: MESH_PROFILE, value: {{ $values.profile }}}
- {name: MESH_STATE_DIRECTORY, value: /var/lib/missionmesh}
- {name: MESH_SECRETS_DIRECTORY, value: /etc/missionmesh/secrets}
{{- if ne .name "operator" }}
- {name: MESH_TRUST_DIRECTORY, value: /etc/missionmesh/trust}
- {name: MESH_TRUST_PRIVATE_KEY, value: /etc/missionmesh/secrets/signing.jwk.json}
{{- end }}
{{- if has "kafka" .facts.reaches }}
- {name: MESH_KAFKA_BOOTSTRAP, value: {{ include "mesh.kafkaBootstrap" .root | quote }}}
{{- include "mesh.kafkaEnvironment" . }}
{{- end }}
{{- if .facts.database }}
- {name: MESH_DATABASE_URL, value: {{ include "mesh.databaseUrl" .root | quote }}}
{{- end }}
{{- $peers := without (include "mesh.running" .root | fromJsonArray) "operator" "gateway" }}
{{- range ternary (list "gateway") $peers (eq .name "operator") }}
- {name: MESH_SERVICES_{{ . | upper | replace "-" "_" }}_URL, value: "http://{{ include "mesh.host" (dict "root" $.root "component" .) }}:8080"}
{{- end }}
- {name: QUARKUS_OTEL_SDK_DISABLED, value: {{ empty $values.monitoring.tracesEndpoint | quote }}}
{{- with $values.monitoring.tracesEndpoint }}
- {name: MESH_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- $own := printf "mesh.environment.%s" .name }}
{{- if has .name (list "gateway" "sandbox-runtime" "telemetry" "search-indexer" "operator") }}
{{- include $own . }}
{{- end }}
{{- with .options.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "mesh.kafkaEnvironment" -}}
{{- $kafka := .root.Values.kafka -}}
{{- if eq $kafka.kind "strimzi" }}
- {name: MESH_KAFKA_LOGIN, value: {{ include "mesh.fullname" .root }}-{{ .name }}-user}
{{- end }}
{{- if and (eq $kafka.kind "external") (eq $kafka.securityProtocol "SASL_SSL") }}
- {name: KAFKA_SECURITY_PROTOCOL, value: SASL_SSL}
{{- if $kafka.external.caSecret }}
- {name: KAFKA_SSL_TRUSTSTORE_TYPE, value: PEM}
- {name: KAFKA_SSL_TRUSTSTORE_LOCATION, value: /etc/missionmesh/kafka-ca/ca.crt}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mesh.environment.gateway" }}
- {name: MESH_BOOTSTRAP_DIRECTORY, value: /etc/missionmesh/api-keys}
- {name: MESH_GATEWAY_WEBHOOKS_KEY_FILE, value: /etc/missionmesh/secrets/webhooks.properties}
{{- range $tier, $limit := .options.rates }}
{{- with $limit }}
- {name: MESH_GATEWAY_RATES_{{ upper $tier }}, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- with default (ternary .root.Values.waf.podAddresses list .root.Values.waf.enabled) .options.trustedProxies }}
- {name: MESH_GATEWAY_TRUSTED_PROXIES, value: {{ join "," . | quote }}}
{{- end }}
{{- with .options.corsOrigins }}
- {name: MESH_GATEWAY_CORS_ORIGINS, value: {{ join "," . | quote }}}
{{- end }}
{{- with .options.redis }}
{{- if .enabled }}
- name: MESH_GATEWAY_REDIS_URL
  valueFrom:
    secretKeyRef: {name: {{ required "services.gateway.redis.existingSecret is needed where redis.enabled is true" .existingSecret }}, key: {{ .secretKey }}}
- {name: MESH_GATEWAY_REDIS_REPLICAS, value: {{ ternary $.options.autoscaling.maxReplicas $.options.replicas $.options.autoscaling.enabled | quote }}}
{{- end }}
{{- end }}
{{- with .root.Values.identity }}
{{- if .issuer }}
- {name: MESH_GATEWAY_OIDC_ISSUER, value: {{ .issuer | quote }}}
- {name: MESH_GATEWAY_OIDC_AUTHORIZATION_SERVICES, value: {{ .authorizationServices | quote }}}
{{- with .resource }}
- {name: MESH_GATEWAY_OIDC_RESOURCE, value: {{ . | quote }}}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mesh.environment.sandbox-runtime" }}
- {name: MESH_NODE_DRAIN_GRACE, value: PT{{ int .options.drainGraceSeconds }}S}
{{- with .options.backend }}
- {name: MESH_NODE_BACKEND, value: {{ . }}}
{{- end }}
{{- if eq .options.backend "KUBERNETES" }}
{{- include "mesh.environment.sandboxes" . }}
{{- end }}
{{- with int .options.processes }}
- {name: MESH_NODE_PROCESSES, value: {{ . | quote }}}
{{- end }}
{{- end -}}

{{- define "mesh.environment.telemetry" }}
- {name: MESH_AUDIT_SIGNING_KEY, value: /etc/missionmesh/secrets/audit.jwk.json}
{{- with .options.alerts }}
{{- if .webhookUrl }}
- {name: MESH_ALERTS_WEBHOOK_URL, value: {{ .webhookUrl | quote }}}
{{- end }}
{{- if .existingSecret }}
- {name: MESH_ALERTS_WEBHOOK_SECRET_FILE, value: /etc/missionmesh/alerts/{{ .secretKey }}}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Each Pod keeps a whole index of its own, so each reads every record. */ -}}
{{- define "mesh.environment.search-indexer" }}
- name: MESH_SEARCH_INSTANCE
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- {name: MP_MESSAGING_INCOMING_MISSION_FACTS_GROUP_ID, value: search-indexer.$(MESH_SEARCH_INSTANCE)}
{{- end -}}

{{- /* A client of the public API; the keys of tenants lie beside it. */ -}}
{{- define "mesh.environment.operator" }}
- {name: MESH_OPERATOR_NAMESPACE, value: {{ .root.Release.Namespace }}}
{{- end -}}
