"""Asks an independent validator (python3-jsonschema) whether it judges as our reader does.

usage: schema_check.py PROGRAM    where PROGRAM prints a schema and judged scenarios (print_schema.cpp)
Ends with 77, which ctest takes as skipped, where the validator is not installed.
"""

import json
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

printed = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True).stdout)
jsonschema.Draft7Validator.check_schema(printed["schema"])
validator = jsonschema.Draft7Validator(printed["schema"])

disagreements = 0
for case in printed["cases"]:
    if validator.is_valid(case["scenario"]) != case["right"]:
        disagreements += 1
        print("the reader says", "right" if case["right"] else "wrong", "but the schema does not:")
        print(json.dumps(case["scenario"], indent=2))

patch = {"extends": "other.json", "services": {"gateway": {"nodes": 30, "health": None}}}
if not validator.is_valid(patch):
    disagreements += 1
    print("a scenario that extends another need not be complete")
if validator.is_valid({"extends": "other.json", "servics": {}}):
    disagreements += 1
    print("a scenario that extends another cannot have unknown fields")

print(len(printed["cases"]), "scenarios,", disagreements, "disagreements")
sys.exit(1 if disagreements else 0)
