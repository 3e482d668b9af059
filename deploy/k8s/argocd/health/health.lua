-- Health of the kinds of missionmesh.dev for Argo CD: the value of resource.customizations.health.missionmesh.dev_Mission,
-- …_Tenant and …_PolicySet in the ConfigMap argocd-cm.
local health = { status = "Progressing", message = "the operator has not looked at it yet" }
if obj.status == nil or obj.status.conditions == nil then
  return health
end
if obj.status.observedGeneration ~= obj.metadata.generation then
  health.message = "the operator has not seen the latest change"
  return health
end
local conditions = {}
for _, condition in ipairs(obj.status.conditions) do
  conditions[condition.type] = condition
end
local function is(name)
  return conditions[name] ~= nil and conditions[name].status == "True"
end
local function say(status, name)
  return { status = status, message = conditions[name].reason .. ": " .. conditions[name].message }
end
if is("Stalled") then
  return say("Degraded", "Stalled")
end
if is("Reconciling") then
  return say("Progressing", "Reconciling")
end
if is("AwaitingApproval") then
  return say("Suspended", "AwaitingApproval")
end
if is("Ready") then
  return say("Healthy", "Ready")
end
if conditions["Ready"] ~= nil then
  return say("Progressing", "Ready")
end
return health
