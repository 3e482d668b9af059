{{- /* First part of every object's name: at most 40 characters, different for releases of different names. */ -}}
{{- define "mesh.fullname" -}}
{{- $chart := default .Chart.Name .Values.nameOverride -}}
{{- $name := .Values.fullnameOverride -}}
{{- if not $name -}}
{{- $name = ternary .Release.Name (printf "%s-%s" .Release.Name $chart) (contains $chart .Release.Name) -}}
{{- end -}}
{{- if gt (len $name) 40 -}}
{{- printf "%s-%s" (trunc 31 $name | trimSuffix "-") (sha256sum $name | trunc 8) -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{- /* Labels that never change and that selectors hold. Takes root, component. */ -}}
{{- define "mesh.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- /* Labels of an object. Takes root, component. */ -}}
{{- define "mesh.labels" -}}
{{ include "mesh.selector" . }}
app.kubernetes.io/part-of: missionmesh
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ default .root.Chart.AppVersion .root.Values.image.tag | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* Name and labels of an object. Takes root, component, name (without the first part; may be empty). */ -}}
{{- define "mesh.metadata" -}}
name: {{ include "mesh.fullname" .root }}{{ with .name }}-{{ . }}{{ end }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "mesh.labels" . | nindent 2 }}
{{- end -}}

{{- /* Name of a Secret. Takes root, kind (a key of secrets.names). */ -}}
{{- define "mesh.secret" -}}
{{- default (printf "%s-%s" (include "mesh.fullname" .root) (kebabcase .kind)) (get .root.Values.secrets.names .kind) -}}
{{- end -}}

{{- /* An image with its tag or digest. Takes root, image. */ -}}
{{- define "mesh.image" -}}
{{- $registry := default .root.Values.image.registry .image.registry -}}
{{- $name := ternary (printf "%s/%s" $registry .image.repository) .image.repository (ne $registry "") -}}
{{- if .image.digest -}}
{{ $name }}@{{ .image.digest }}
{{- else -}}
{{ $name }}:{{ coalesce .image.tag .root.Values.image.tag .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "mesh.pullPolicy" -}}
{{ default .root.Values.image.pullPolicy .image.pullPolicy }}
{{- end -}}

{{- define "mesh.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}
