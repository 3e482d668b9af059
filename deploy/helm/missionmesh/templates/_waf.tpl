{{- /* The firewall's files with what is particular to this release in the place of their ${WAF_…} (docs/reference/waf.md). */ -}}
{{- define "mesh.wafFiles" -}}
{{- if eq .Values.addressing "environment" -}}
{{- fail "waf.enabled needs addressing dns: its configuration cannot name addresses that are known in Pods only" -}}
{{- end -}}
{{- $waf := .Values.waf -}}
{{- $server := printf "server %s:8080 max_fails=0;" (include "mesh.host" (dict "root" . "component" "gateway")) -}}
{{- $proxies := list -}}
{{- range $waf.trustedProxies }}{{ $proxies = append $proxies (printf "set_real_ip_from %s;" .) }}{{ end -}}
{{- $values := dict
  "WAF_USER" ""
  "WAF_MODULE" $waf.paths.module
  "WAF_RULES" $waf.paths.rules
  "WAF_UNICODE" $waf.paths.unicode
  "WAF_CONF" "/etc/missionmesh/waf"
  "WAF_TEMP" "/tmp"
  "WAF_LOG" (ternary "error_log /tmp/waf.log info;" "" $waf.metrics.enabled)
  "WAF_WORKERS" (toString (int $waf.workers))
  "WAF_MODE" $waf.mode
  "WAF_DOOR" "plain"
  "WAF_LISTEN" "8080"
  "WAF_READY_LISTEN" "8081"
  "WAF_PROXIES" (join " " $proxies)
  "WAF_UPSTREAMS" (printf "%s %s" $server $server)
  "WAF_BODY_BYTES" (toString (int $waf.bodyBytes))
-}}
{{- $files := dict -}}
{{- range $path, $bytes := .Files.Glob "files/waf/*" -}}
{{- if not (hasSuffix "-tls.conf" $path) -}}
{{- $text := toString $bytes -}}
{{- range $name, $value := $values -}}{{- $text = replace (printf "${%s}" $name) $value $text -}}{{- end -}}
{{- $_ := set $files (base $path) $text -}}
{{- end -}}
{{- end -}}
{{- toYaml $files -}}
{{- end -}}
