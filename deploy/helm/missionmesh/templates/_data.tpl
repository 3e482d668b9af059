{{- define "mesh.databaseHost" -}}
{{- $kind := .Values.postgresql.kind -}}
{{- if eq $kind "external" -}}{{ .Values.postgresql.external.host }}
{{- else if eq $kind "trial" -}}{{ include "mesh.host" (dict "root" . "component" "trial") }}
{{- else -}}{{ include "mesh.fullname" . }}-postgresql-rw.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end -}}
{{- end -}}

{{- define "mesh.databasePort" -}}
{{ ternary .Values.postgresql.external.port 5432 (eq .Values.postgresql.kind "external") | int }}
{{- end -}}

{{- define "mesh.databaseUrl" -}}
postgresql://{{ include "mesh.databaseHost" . }}:{{ include "mesh.databasePort" . }}/{{ .Values.postgresql.database }}
{{- if eq .Values.postgresql.kind "external" }}?sslmode={{ .Values.postgresql.external.sslMode }}{{ end -}}
{{- end -}}

{{- /* Secret with `username` and `password` of the superuser; empty where there is none. */ -}}
{{- define "mesh.databaseAdmin" -}}
{{- if eq .Values.postgresql.kind "external" -}}{{ .Values.postgresql.external.adminSecret }}
{{- else if eq .Values.postgresql.kind "cloudnative-pg" -}}{{ include "mesh.fullname" . }}-postgresql-superuser
{{- end -}}
{{- end -}}

{{- define "mesh.kafkaBootstrap" -}}
{{- $kind := .Values.kafka.kind -}}
{{- if eq $kind "external" -}}{{ .Values.kafka.external.bootstrap }}
{{- else if eq $kind "trial" -}}{{ include "mesh.host" (dict "root" . "component" "trial") }}:9092
{{- else -}}{{ include "mesh.fullname" . }}-kafka-kafka-bootstrap.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}:9092
{{- end -}}
{{- end -}}

{{- define "mesh.kafkaPort" -}}
{{ ternary .Values.kafka.external.port 9092 (eq .Values.kafka.kind "external") | int }}
{{- end -}}
