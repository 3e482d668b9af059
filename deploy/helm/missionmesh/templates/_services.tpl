{{- /* Names of the services that run, in order, as a JSON list. */ -}}
{{- define "mesh.running" -}}
{{- $running := list -}}
{{- range $name, $facts := .Files.Get "files/services.yaml" | fromYaml -}}
{{- $options := include "mesh.options" (dict "root" $ "name" $name) | fromJson -}}
{{- $wanted := or (has $.Values.profile $facts.profiles) (not $facts.profiles) -}}
{{- if and $options.enabled $wanted -}}{{- $running = append $running $name -}}{{- end -}}
{{- end -}}
{{- toJson $running -}}
{{- end -}}

{{- define "mesh.facts" -}}
{{- get (.root.Files.Get "files/services.yaml" | fromYaml) .name | toJson -}}
{{- end -}}

{{- /* The values of a service over those for all. Takes root, name. */ -}}
{{- define "mesh.options" -}}
{{- $facts := include "mesh.facts" . | fromJson -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (get .root.Values.services $facts.values)) | toJson -}}
{{- end -}}

{{- /* Where a part is found by others. Takes root, component. */ -}}
{{- define "mesh.host" -}}
{{- $name := printf "%s-%s" (include "mesh.fullname" .root) .component -}}
{{- if eq .root.Values.addressing "environment" -}}
$({{ $name | upper | replace "-" "_" }}_SERVICE_HOST)
{{- else -}}
{{ $name }}.{{ .root.Release.Namespace }}.svc.{{ .root.Values.clusterDomain }}
{{- end -}}
{{- end -}}

{{- /* Seconds that a Pod has to end: leave the Service, finish, and a margin. Takes facts, options. */ -}}
{{- define "mesh.grace" -}}
{{- $shutdown := int .facts.shutdown -}}
{{- if hasKey .options "drainGraceSeconds" -}}{{- $shutdown = add 2 (int .options.drainGraceSeconds) -}}{{- end -}}
{{- add (int .options.drainSeconds) $shutdown 10 -}}
{{- end -}}
