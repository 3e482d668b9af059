{{- /* Whether a service talks to the API server: `true` or `false`. Takes name, facts, options. */ -}}
{{- define "mesh.asksApiServer" -}}
{{- and (has "api-server" .facts.reaches) (or (ne .name "sandbox-runtime") (eq .options.backend "KUBERNETES")) -}}
{{- end -}}

{{- /* Namespace of the Pods of attempts. Takes root, options. */ -}}
{{- define "mesh.sandboxNamespace" -}}
{{- $name := .options.sandboxes.namespace -}}
{{- if not $name -}}
{{- $name = printf "%s-%s-sandboxes" .root.Release.Namespace (include "mesh.fullname" .root) | trimPrefix "-" -}}
{{- end -}}
{{- if eq $name .root.Release.Namespace -}}
{{- fail "services.sandboxRuntime.sandboxes.namespace: attempts need a namespace of their own" -}}
{{- end -}}
{{- if gt (len $name) 63 -}}
{{- printf "%s-%s" (trunc 54 $name | trimSuffix "-") (sha256sum $name | trunc 8) -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{- /* Name and labels of an object in that namespace. Takes root, options. */ -}}
{{- define "mesh.sandboxMetadata" -}}
name: {{ include "mesh.fullname" .root }}-sandboxes
namespace: {{ include "mesh.sandboxNamespace" . }}
labels:
  {{- include "mesh.labels" (dict "root" .root "component" "sandboxes") | nindent 2 }}
{{- end -}}

{{- /* How a node makes Pods (KubernetesConfig). Takes root, options. */ -}}
{{- define "mesh.environment.sandboxes" }}
{{- $own := .options.sandboxes -}}
{{- $image := ternary $own.image .options.image (ne $own.image.repository "") }}
- {name: MESH_NODE_KUBERNETES_NAMESPACE, value: {{ include "mesh.sandboxNamespace" . }}}
- {name: MESH_NODE_KUBERNETES_IMAGE, value: {{ include "mesh.image" (dict "root" .root "image" $image) | quote }}}
- {name: MESH_NODE_KUBERNETES_PULL_POLICY, value: {{ include "mesh.pullPolicy" (dict "root" .root "image" $image) }}}
{{- with default .root.Values.image.pullSecrets $own.pullSecrets }}
- {name: MESH_NODE_KUBERNETES_PULL_SECRETS, value: {{ join "," . | quote }}}
{{- end }}
{{- with $own.runtimeClass }}
- {name: MESH_NODE_KUBERNETES_RUNTIME_CLASS, value: {{ . }}}
{{- end }}
- {name: MESH_NODE_KUBERNETES_USER_NAMESPACES, value: {{ $own.userNamespaces | quote }}}
- {name: MESH_NODE_KUBERNETES_REQUEST_PERCENT, value: {{ $own.requestPercent | quote }}}
{{- if $own.nodeSelector }}
{{- $labels := list }}
{{- range $key, $value := $own.nodeSelector }}{{ $labels = append $labels (printf "%s=%s" $key $value) }}{{ end }}
- {name: MESH_NODE_KUBERNETES_NODE_SELECTOR, value: {{ join "," $labels | quote }}}
{{- end }}
- {name: MESH_NODE_KUBERNETES_PODS, value: {{ $own.pods | quote }}}
- {name: MESH_NODE_KUBERNETES_START_TIMEOUT, value: PT{{ int $own.startTimeoutSeconds }}S}
- {name: MESH_NODE_KUBERNETES_LEASE, value: PT{{ int $own.leaseSeconds }}S}
{{- end -}}
