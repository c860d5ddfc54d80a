{{- define "shap-operator.name" -}}shap-operator{{- end }}

{{- define "shap-operator.fullname" -}}
{{- if contains "shap-operator" .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-shap-operator" (.Release.Name | trunc 36 | trimSuffix "-") }}
{{- end -}}
{{- end }}

{{- define "shap-operator.selector" -}}
app.kubernetes.io/name: shap-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Not managed-by: shap-operator, which is what the children of ShapServices carry. */}}
{{- define "shap-operator.labels" -}}
{{ include "shap-operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "shap-operator.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "shap-operator.fullname" .) }}
{{- end }}

{{/* include "shap-operator.image" (dict "root" . "of" .Values.image.api) */}}
{{- define "shap-operator.image" -}}
{{- $name := printf "%s/%s" (.root.Values.image.registry | trimSuffix "/") .of.repository -}}
{{- if .of.digest -}}
{{ printf "%s@%s" $name .of.digest }}
{{- else -}}
{{ printf "%s:%s" $name (.of.tag | default .root.Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{/* What the operator does to the children of ShapServices, and nothing else; e2e compares it with what it was seen to do. */}}
{{- define "shap-operator.rules" -}}
- apiGroups: [shapservice.io]
  resources: [shapservices]
  verbs: [list, watch]
- apiGroups: [shapservice.io]
  resources: [shapservices/status]
  verbs: [patch]
# For clusters that let nobody set an owner whose finalizers he may not change.
- apiGroups: [shapservice.io]
  resources: [shapservices/finalizers]
  verbs: [update]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch, create, delete]
- apiGroups: [""]
  resources: [configmaps, serviceaccounts]
  verbs: [list, watch, create, patch]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [list, watch, create, patch]
# Deleted when a resource does not ask for them any more, as after the switch to an external Redis.
- apiGroups: [""]
  resources: [services]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [list, watch]
# The password of a managed Redis is made once; no Secret is ever read.
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
- apiGroups: [""]
  resources: [events]
  verbs: [create, update]
{{- end }}
