{{- /* Takes root, name, facts, options. */ -}}
{{- define "mesh.mounts" -}}
- {name: secrets, mountPath: /etc/missionmesh/secrets, readOnly: true}
{{- if ne .name "operator" }}
- {name: trust, mountPath: /etc/missionmesh/trust, readOnly: true}
{{- end }}
- {name: state, mountPath: /var/lib/missionmesh}
- {name: tmp, mountPath: /tmp}
{{- if eq .name "gateway" }}
- {name: api-keys, mountPath: /etc/missionmesh/api-keys, readOnly: true}
{{- end }}
{{- if and (eq .name "telemetry") .options.alerts.existingSecret }}
- {name: alerts, mountPath: /etc/missionmesh/alerts, readOnly: true}
{{- end }}
{{- if and (has "kafka" .facts.reaches) (include "mesh.kafkaCa" .root) }}
- {name: kafka-ca, mountPath: /etc/missionmesh/kafka-ca, readOnly: true}
{{- end }}
{{- end -}}

{{- define "mesh.volumes" -}}
{{- if eq .name "operator" }}
- name: secrets
  secret:
    secretName: {{ include "mesh.secret" (dict "root" .root "kind" "apiKeys") }}
    defaultMode: 0440
    items: [{key: system.key, path: mesh.api.key}]
{{- else }}
- name: secrets
  secret: {secretName: {{ include "mesh.secret" (dict "root" .root "kind" .facts.values) }}, defaultMode: 0440}
- name: trust
  secret: {secretName: {{ include "mesh.secret" (dict "root" .root "kind" "trust") }}, defaultMode: 0440}
{{- end }}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if eq .options.state.kind "claim" }}
- name: state
  persistentVolumeClaim:
    claimName: {{ default (printf "%s-%s" (include "mesh.fullname" .root) .name) .options.state.existingClaim }}
{{- else }}
- name: state
  emptyDir: {sizeLimit: {{ .options.state.size }}}
{{- end }}
{{- if eq .name "gateway" }}
- name: api-keys
  secret: {secretName: {{ include "mesh.secret" (dict "root" .root "kind" "apiKeys") }}, defaultMode: 0440}
{{- end }}
{{- if and (eq .name "telemetry") .options.alerts.existingSecret }}
- name: alerts
  secret: {secretName: {{ .options.alerts.existingSecret }}, defaultMode: 0440}
{{- end }}
{{- if and (has "kafka" .facts.reaches) (include "mesh.kafkaCa" .root) }}
- name: kafka-ca
  secret: {secretName: {{ include "mesh.kafkaCa" .root }}, defaultMode: 0440}
{{- end }}
{{- end -}}

{{- define "mesh.kafkaCa" -}}
{{- if eq .Values.kafka.kind "external" -}}{{ .Values.kafka.external.caSecret }}{{- end -}}
{{- end -}}

{{- /* Takes size, storageClass. */ -}}
{{- define "mesh.claim" -}}
accessModes: [ReadWriteOnce]
resources: {requests: {storage: {{ .size }}}}
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
{{- end -}}
