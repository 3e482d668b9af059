{{- /* Who may ask a service. Takes root, name, running. */ -}}
{{- define "mesh.ingressOf" -}}
{{- $callers := list -}}
{{- range $caller := .running -}}
{{- $facts := include "mesh.facts" (dict "root" $.root "name" $caller) | fromJson -}}
{{- if has $.name $facts.calls -}}{{- $callers = append $callers $caller -}}{{- end -}}
{{- end -}}
{{- if eq .name "gateway" -}}
{{- $callers = append $callers "test" -}}
{{- if .root.Values.waf.enabled -}}{{- $callers = append $callers "waf" -}}{{- end -}}
{{- end -}}
{{- range $callers }}
- from: {{- include "mesh.peer" (dict "root" $.root "component" .) | nindent 4 }}
  ports: [{protocol: TCP, port: 8080}]
{{- end }}
{{- if and (eq .name "gateway") (not .root.Values.waf.enabled) }}
{{- include "mesh.ingressEdge" .root }}
{{- end }}
{{- if .root.Values.monitoring.serviceMonitor.enabled }}
- from: {{- toYaml (default (list (dict "namespaceSelector" dict)) .root.Values.networkPolicy.metricsFrom) | nindent 4 }}
  ports: [{protocol: TCP, port: 8080}]
{{- end }}
{{- end -}}

{{- /* Open where there is an edge: to whom is named, or to everybody. Takes the root. */ -}}
{{- define "mesh.ingressEdge" -}}
{{- if or (ne .Values.edge.kind "none") .Values.edge.from }}
- {{ with .Values.edge.from }}from: {{- toYaml . | nindent 4 }}
  {{ end }}ports: [{protocol: TCP, port: 8080}]
{{- end }}
{{- end -}}

{{- /* Whom a service may ask. Takes root, name, facts, options, running. */ -}}
{{- define "mesh.egressOf" -}}
{{ include "mesh.egressDns" .root }}
{{- range .facts.calls }}
{{- if has . $.running }}
- to: {{- include "mesh.peer" (dict "root" $.root "component" .) | nindent 4 }}
  ports: [{protocol: TCP, port: 8080}]
{{- end }}
{{- end }}
{{- $network := .root.Values.networkPolicy }}
{{- if has "database" .facts.reaches }}{{ include "mesh.egressDatabase" .root }}{{ end }}
{{- if has "kafka" .facts.reaches }}{{ include "mesh.egressKafka" .root }}{{ end }}
{{- if and (has "redis" .facts.reaches) .options.redis.enabled }}
{{ include "mesh.egress" (dict "peers" $network.redis "ports" (list .options.redis.port)) }}
{{- end }}
{{- if and (has "issuer" .facts.reaches) .root.Values.identity.issuer }}
{{ include "mesh.egress" (dict "peers" $network.issuer "ports" (list .root.Values.identity.port)) }}
{{- end }}
{{- if has "webhooks" .facts.reaches }}
{{ include "mesh.egressWebhooks" .root }}
{{- end }}
{{- if and (has "alerts" .facts.reaches) .options.alerts.webhookUrl }}
{{ include "mesh.egressWebhooks" .root }}
{{- end }}
{{- if eq (include "mesh.asksApiServer" .) "true" }}
{{ include "mesh.egressApiServer" .root }}
{{- end }}
{{- if .root.Values.monitoring.tracesEndpoint }}
{{ include "mesh.egress" (dict "peers" $network.traces "ports" (list 4317)) }}
{{- end }}
{{- end -}}
