"""rights.py AUDIT ROLE...: compares what the operator asked the API server for with the rules that it was given.

Something was forbidden: a rule is missing. A verb of a rule was never asked for: it is not needed. Both fail.
"""
import json
import sys

NOT_SEEN_HERE = {
    # For clusters with the admission plugin OwnerReferencesPermissionEnforcement, which this one has not.
    ("shapservice.io", "shapservices/finalizers", "update"),
    # Only when a resource does not ask for them any more, which no scenario does.
    ("", "services", "delete"),
    ("apps", "statefulsets", "delete"),
    ("networking.k8s.io", "networkpolicies", "delete"),
    # The framework asks whether it might, and patches then.
    ("coordination.k8s.io", "leases", "update"),
}
CREATED = 201

asked, forbidden = set(), set()
for line in open(sys.argv[1]):
    event = json.loads(line)
    reference = event.get("objectRef") or {}
    if not event["user"]["username"].endswith(":shap-operator") or "resource" not in reference:
        continue
    resource = reference["resource"] + ("/" + reference["subresource"] if reference.get("subresource") else "")
    what = (reference.get("apiGroup", ""), resource, event["verb"])
    decision = event.get("annotations", {}).get("authorization.k8s.io/decision")
    (asked if decision == "allow" else forbidden).add(what)
    if event["verb"] == "patch" and event.get("responseStatus", {}).get("code") == CREATED:  # by server-side apply, which wants both rights
        asked.add((*what[:2], "create"))

given = set()
for role in sys.argv[2:]:
    for rule in json.load(open(role))["rules"]:
        given |= {(group, resource, verb) for group in rule["apiGroups"] for resource in rule["resources"] for verb in rule["verbs"]}

unused = given - asked - NOT_SEEN_HERE
for what in sorted(forbidden):
    print("forbidden, so the chart lacks it:", *what, file=sys.stderr)
for what in sorted(unused):
    print("never asked for, so the chart should not give it:", *what, file=sys.stderr)
print(f"{len(given)} rights given, {len(asked & given)} used, {len(forbidden)} forbidden")
sys.exit(1 if forbidden or unused else 0)
