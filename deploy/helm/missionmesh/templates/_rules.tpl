{{- define "mesh.metricSelector" -}}
namespace="{{ .Release.Namespace }}",service=~"{{ include "mesh.fullname" . }}-.*"
{{- end -}}

{{- /* Burn rates over two windows (Google SRE workbook, chapter 5): fast ones page, slow ones make a ticket. Takes root, budget. */ -}}
{{- define "mesh.burnRateRules" -}}
{{- $selector := include "mesh.metricSelector" .root -}}
{{- range list "5m" "30m" "1h" "2h" "6h" "1d" "3d" }}
- record: mesh:gateway_errors:ratio_rate{{ . }}
  expr: >-
    sum(rate(mesh_gateway_requests_seconds_count{ {{- $selector }},status="5xx"}[{{ . }}]))
    / sum(rate(mesh_gateway_requests_seconds_count{ {{- $selector }}}[{{ . }}]))
  labels: {release: {{ $.root.Release.Name | quote }}, release_namespace: {{ $.root.Release.Namespace | quote }}}
{{- end }}
{{- range list (list "1h" "5m" 14.4 "page") (list "6h" "30m" 6.0 "page") (list "1d" "2h" 3.0 "ticket") (list "3d" "6h" 1.0 "ticket") }}
{{- $limit := mulf (index . 2) $.budget | toString }}
{{- $own := printf "{release=%q,release_namespace=%q}" $.root.Release.Name $.root.Release.Namespace }}
- alert: MeshGatewayErrorBudgetBurn
  expr: >-
    mesh:gateway_errors:ratio_rate{{ index . 0 }}{{ $own }} > {{ $limit }}
    and mesh:gateway_errors:ratio_rate{{ index . 1 }}{{ $own }} > {{ $limit }}
  labels: {severity: {{ index . 3 }}, window: {{ index . 0 }}}
  annotations:
    summary: Requests fail at {{ index . 2 }} times the rate that the error budget of 30 days bears
    runbook_url: https://missionmesh.dev/runbooks/incident
{{- end }}
{{- end -}}

{{- define "mesh.healthRules" -}}
{{- $selector := include "mesh.metricSelector" . -}}
{{- range $alert := list
  (list "MeshOutboxStuck" (printf "sum by (service) (increase(mesh_outbox_failures_total{%s}[10m])) > 0 and sum by (service) (increase(mesh_outbox_published_total{%s}[10m])) == 0" $selector $selector) "10m" "page" "Facts of a service do not reach Kafka; they wait in its outbox")
  (list "MeshNoNodes" (printf "max(mesh_mission_nodes_online{%s}) == 0" $selector) "5m" "page" "No node is there to run missions")
  (list "MeshQueueGrows" (printf "max(mesh_mission_queue_depth{%s}) > 1000 and max(deriv(mesh_mission_queue_depth{%s}[15m])) > 0" $selector $selector) "15m" "ticket" "Missions wait longer and longer for a node")
  (list "MeshSubmitSlow" (printf "sum(rate(mesh_mission_submit_seconds_sum{%s}[10m])) / sum(rate(mesh_mission_submit_seconds_count{%s}[10m])) > 0.25" $selector $selector) "15m" "ticket" "Accepting a mission takes more than 250 ms on average")
  (list "MeshPolicySilent" (printf "sum(increase(mesh_policy_heartbeats_total{%s}[5m])) == 0" $selector) "2m" "page" "The policy service sends no heartbeat; ten minutes without one and missions are refused")
  (list "MeshAuditLag" (printf "max(mesh_audit_lag_seconds{%s}) > 60" $selector) "5m" "ticket" "Facts come into the audit log more than a minute late")
  (list "MeshAuditAlert" (printf "sum by (rule) (mesh_audit_alerts_open{%s}) > 0" $selector) "0m" "ticket" "The watcher of the audit log has found something")
  (list "MeshWebhooksOverdue" (printf "max(mesh_gateway_webhooks_oldest_overdue_seconds{%s}) > 300" $selector) "10m" "ticket" "Webhooks go out more than five minutes late")
  (list "MeshServiceDown" (printf "up{%s} == 0" $selector) "5m" "page" "A Pod of the mesh does not answer")
}}
- alert: {{ index $alert 0 }}
  expr: {{ index $alert 1 | quote }}
  for: {{ index $alert 2 }}
  labels: {severity: {{ index $alert 3 }}}
  annotations:
    summary: {{ index $alert 4 | quote }}
    runbook_url: https://missionmesh.dev/runbooks/incident
{{- end }}
{{- if and .Values.waf.enabled .Values.waf.metrics.enabled }}
- alert: MeshWafBlocksInBursts
  expr: >-
    sum(rate(mesh_waf_requests_total{ {{- $selector }},action="blocked"}[5m])) > 1
    and sum(increase(mesh_waf_requests_total{ {{- $selector }},action="blocked"}[5m])) > 100
  for: 2m
  labels: {severity: ticket}
  annotations:
    summary: The firewall blocks requests in bursts
    runbook_url: https://missionmesh.dev/runbooks/incident
{{- end }}
{{- end -}}
