{{- /* `--secret kind=name` for every Secret of the mesh, as YAML list items. */ -}}
{{- define "mesh.secretArguments" -}}
{{- range $kind, $name := .Values.secrets.names }}
- --secret
- {{ kebabcase $kind }}={{ include "mesh.secret" (dict "root" $ "kind" $kind) }}
{{- end }}
{{- end -}}

{{- /* Annotations of a hook. Takes events, weight. */ -}}
{{- define "mesh.hook" -}}
helm.sh/hook: {{ .events }}
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{- /* Takes root, name, args, token, mounts, volumes, environment. */ -}}
{{- define "mesh.jobSpec" -}}
backoffLimit: 4
activeDeadlineSeconds: {{ int .root.Values.setup.timeoutSeconds }}
template:
  metadata:
    labels: {{- include "mesh.labels" (dict "root" .root "component" "setup") | nindent 6 }}
  spec:
    restartPolicy: Never
    {{- if .token }}
    serviceAccountName: {{ include "mesh.fullname" .root }}-setup
    {{- end }}
    automountServiceAccountToken: {{ .token }}
    enableServiceLinks: {{ eq .root.Values.addressing "environment" }}
    {{- include "mesh.pullSecrets" .root | nindent 4 }}
    {{- include "mesh.podSecurity" .root | nindent 4 }}
    {{- include "mesh.placement" .root.Values.setup | nindent 4 }}
    containers:
      - {{- include "mesh.setupContainer" . | nindent 8 }}
        args: {{- toYaml .args | nindent 10 }}
    volumes:
      - name: tmp
        emptyDir: {sizeLimit: 128Mi}
      {{- range .volumes }}
      - name: {{ .name }}
        secret: {secretName: {{ .secret }}, defaultMode: 0440}
      {{- end }}
{{- end -}}

{{- /* Takes root, name, volumes, environment. */ -}}
{{- define "mesh.setupContainer" -}}
name: {{ .name }}
image: {{ include "mesh.image" (dict "root" .root "image" .root.Values.setup.image) | quote }}
imagePullPolicy: {{ include "mesh.pullPolicy" (dict "root" .root "image" .root.Values.setup.image) }}
{{- with .environment }}
env: {{- toYaml . | nindent 2 }}
{{- end }}
resources: {{- toYaml .root.Values.setup.resources | nindent 2 }}
{{ include "mesh.containerSecurity" .root }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  {{- range .volumes }}
  - {name: {{ .name }}, mountPath: /etc/missionmesh/{{ .name }}, readOnly: true}
  {{- end }}
{{- end -}}
