{{- /* Pods of this release with a component. Takes root, component. */ -}}
{{- define "mesh.peer" -}}
- podSelector:
    matchLabels: {{- include "mesh.selector" . | nindent 6 }}
{{- end -}}

{{- /* One rule towards peers and ports; without peers, towards any address. Takes peers, ports. */ -}}
{{- define "mesh.egress" -}}
- {{ with .peers }}to: {{- toYaml . | nindent 4 }}
  {{ end }}ports:
    {{- range .ports }}
    - {protocol: TCP, port: {{ int . }}}
    {{- end }}
{{- end -}}

{{- define "mesh.egressDns" -}}
- to:
    - namespaceSelector: {}
      podSelector: {matchLabels: {k8s-app: kube-dns}}
    - ipBlock: {cidr: 169.254.20.10/32}
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end -}}

{{- define "mesh.egressDatabase" -}}
{{- if eq .Values.postgresql.kind "external" }}
{{ include "mesh.egress" (dict "peers" .Values.networkPolicy.postgresql "ports" (list .Values.postgresql.external.port)) }}
{{- else if eq .Values.postgresql.kind "trial" }}
- to: {{- include "mesh.peer" (dict "root" . "component" "trial") | nindent 4 }}
  ports: [{protocol: TCP, port: 5432}]
{{- else }}
- to: [{podSelector: {matchLabels: {cnpg.io/cluster: {{ include "mesh.fullname" . }}-postgresql}}}]
  ports: [{protocol: TCP, port: 5432}]
{{- end }}
{{- end -}}

{{- define "mesh.egressKafka" -}}
{{- if eq .Values.kafka.kind "external" }}
{{ include "mesh.egress" (dict "peers" .Values.networkPolicy.kafka "ports" (list .Values.kafka.external.port)) }}
{{- else if eq .Values.kafka.kind "trial" }}
- to: {{- include "mesh.peer" (dict "root" . "component" "trial") | nindent 4 }}
  ports: [{protocol: TCP, port: 9092}]
{{- else }}
- to: [{podSelector: {matchLabels: {strimzi.io/cluster: {{ include "mesh.fullname" . }}-kafka}}}]
  ports: [{protocol: TCP, port: 9092}]
{{- end }}
{{- end -}}

{{- define "mesh.egressApiServer" -}}
{{ include "mesh.egress" (dict "peers" .Values.networkPolicy.apiServer "ports" (list 443 6443)) }}
{{- end -}}

{{- /* Addresses of the internet, none of the cluster's or of a private network's. */ -}}
{{- define "mesh.egressWebhooks" -}}
{{- $public := list (dict "ipBlock" (dict "cidr" "0.0.0.0/0" "except" (list "10.0.0.0/8" "172.16.0.0/12" "192.168.0.0/16" "100.64.0.0/10" "169.254.0.0/16" "127.0.0.0/8"))) -}}
{{ include "mesh.egress" (dict "peers" (default $public .Values.networkPolicy.webhooks) "ports" (list 443)) }}
{{- end -}}
