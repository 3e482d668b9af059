{{- /* The Deployment, or DaemonSet, of a service. Takes root, name. */ -}}
{{- define "mesh.workload" -}}
{{- $facts := include "mesh.facts" . | fromJson -}}
{{- $options := include "mesh.options" . | fromJson -}}
{{- $with := dict "root" .root "name" .name "component" .name "facts" $facts "options" $options -}}
{{- $kind := default "Deployment" $options.kind -}}
{{- $single := eq $options.state.kind "claim" -}}
{{- if and $single (or (gt (int $options.replicas) 1) $options.autoscaling.enabled (eq $kind "DaemonSet")) -}}
{{- fail (printf "services.%s: state.kind claim needs replicas 1 and autoscaling.enabled false" $facts.values) -}}
{{- end -}}
apiVersion: apps/v1
kind: {{ $kind }}
metadata:
  {{- include "mesh.metadata" $with | nindent 2 }}
spec:
  {{- if and (eq $kind "Deployment") (not $options.autoscaling.enabled) }}
  replicas: {{ int $options.replicas }}
  {{- end }}
  {{- if eq $kind "DaemonSet" }}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
  {{- else if $single }}
  strategy: {type: Recreate}
  {{- else }}
  strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
  {{- end }}
  revisionHistoryLimit: 5
  selector:
    matchLabels: {{- include "mesh.selector" $with | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "mesh.labels" $with | nindent 8 }}
        {{- with $options.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $options.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "mesh.fullname" .root }}-{{ .name }}
      automountServiceAccountToken: {{ include "mesh.asksApiServer" $with }}
      enableServiceLinks: {{ eq .root.Values.addressing "environment" }}
      terminationGracePeriodSeconds: {{ include "mesh.grace" $with }}
      {{- include "mesh.pullSecrets" .root | nindent 6 }}
      {{- include "mesh.podSecurity" .root | nindent 6 }}
      {{- include "mesh.placement" $options | nindent 6 }}
      {{- if eq $kind "Deployment" }}
      {{- include "mesh.spread" (dict "root" .root "component" .name "over" $options.spreadOver) | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "mesh.image" (dict "root" .root "image" $options.image) | quote }}
          imagePullPolicy: {{ include "mesh.pullPolicy" (dict "root" .root "image" $options.image) }}
          ports:
            - {name: http, containerPort: 8080}
          env:
            {{- include "mesh.environment" $with | nindent 12 }}
          {{- include "mesh.probes" . | nindent 10 }}
          resources: {{- toYaml $options.resources | nindent 12 }}
          {{- include "mesh.containerSecurity" . | nindent 10 }}
          volumeMounts:
            {{- include "mesh.mounts" $with | nindent 12 }}
      volumes:
        {{- include "mesh.volumes" $with | nindent 8 }}
{{- end -}}
