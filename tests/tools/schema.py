# SPDX-License-Identifier: GPL-3.0-or-later
"""schema.py SCHEMA < JSON - fails where standard input does not follow a schema."""
import json
import pathlib
import sys

import jsonschema

path = pathlib.Path(sys.argv[1]).resolve()
schema = json.loads(path.read_text())
resolver = jsonschema.RefResolver(path.as_uri(), schema)
validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
errors = list(validator.iter_errors(json.load(sys.stdin)))
for error in errors:
    print("/".join(map(str, error.absolute_path)) + ": " + error.message)
sys.exit(1 if errors else 0)
