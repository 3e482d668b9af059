{{- /* Autoscaler and disruption budget. maxUnavailable 1 lets every drain go on, one Pod at a time. Takes root, name, component, options. */ -}}
{{- define "mesh.scaling" -}}
{{- if .options.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "mesh.metadata" . | nindent 2 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "mesh.fullname" .root }}-{{ .name }}}
  minReplicas: {{ int .options.autoscaling.minReplicas }}
  maxReplicas: {{ int .options.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ int .options.autoscaling.targetCpuPercent }}}
  behavior:
    scaleDown: {stabilizationWindowSeconds: 300}
{{- end }}
{{- if .options.disruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "mesh.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "mesh.selector" . | nindent 6 }}
{{- end }}
{{- end -}}
