#!/usr/bin/env python3
"""Boils a public AWS service model down to the table that the dispatcher checks requests against.

    scripts/make-constraints.py cognito-idp.json > \\
        server/src/main/resources/dev/gatehouse/aws/constraints-cognito-idp.json
    scripts/make-constraints.py --operations-only cognito-identity.json > \\
        server/src/main/resources/dev/gatehouse/aws/constraints-cognito-identity.json

The input has the layout of botocore's service-2.json. It is needed only when the table is made
anew, never to build. The model is Apache-2.0; the table carries its notice.
"""

import json
import sys

KEPT = ("min", "max", "pattern", "enum", "required", "sensitive")


def without_pattern(entry):
    """Custom hosts have dots, and a bad prefix has a message of its own (facts DO-01, DO-02)."""
    del entry["pattern"]


def with_client_tokens(entry):
    """A flow that is newer than the model (fact AC-15)."""
    entry["enum"] = entry["enum"] + ["ALLOW_CLIENT_TOKEN_AUTH"]


# Where the service does not do what its model says.
AMENDMENTS = {"DomainType": without_pattern, "ExplicitAuthFlowsType": with_client_tokens}


def shapes_below(name, shapes, table):
    """Adds shape `name` and all that it uses to `table`."""
    if name in table:
        return
    shape = shapes[name]
    entry = table[name] = {"type": "document" if shape.get("document") else shape["type"]}
    for key in KEPT:
        if key in shape:
            entry[key] = shape[key]
    if name in AMENDMENTS:
        AMENDMENTS[name](entry)
    if entry["type"] == "structure":
        entry["members"] = {member: use["shape"] for member, use in shape["members"].items()}
        for used in entry["members"].values():
            shapes_below(used, shapes, table)
    for role in ("member", "key", "value"):
        if role in shape:
            entry[role] = shape[role]["shape"]
            shapes_below(entry[role], shapes, table)


def main(arguments):
    names_only = "--operations-only" in arguments
    with open(arguments[-1], encoding="utf-8") as file:
        model = json.load(file)
    operations, table = {}, {}
    for name, operation in sorted(model["operations"].items()):
        entry = operations[name] = {}
        if operation.get("authtype") == "none":
            entry["unsigned"] = True
        if "output" not in operation:
            entry["bodyless"] = True
        if not names_only:
            entry["in"] = operation["input"]["shape"]
            shapes_below(entry["in"], model["shapes"], table)
    notice = (
        "Derived from the service model " + model["metadata"]["uid"] + ", Copyright Amazon.com, Inc. or its"
        " affiliates, licensed under the Apache License, Version 2.0 (see NOTICE)."
        " Made by scripts/make-constraints.py; do not edit."
    )
    # A line per entry: small, and a new model shows as a readable difference.
    lines = ['{"notice":' + json.dumps(notice), ',"operations":{']
    lines.append(",\n".join(json.dumps(n) + ":" + compact(o) for n, o in operations.items()))
    lines.append('},"shapes":{')
    lines.append(",\n".join(json.dumps(n) + ":" + compact(s) for n, s in sorted(table.items())))
    lines.append("}}")
    print("\n".join(lines))


def compact(value):
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1:])
