"""A SHACL validator for any shapes and any data: the fast lane from end to end, and its W3C report.

Since the steps: the table of results is whole, with what lower rungs decided, and is written as text.
"""

from engine.validation.validate import compiled_plan, validate, validate_columns
from engine.validation.write import WRITERS, ntriples, path_text, turtle

__all__ = ["WRITERS", "compiled_plan", "ntriples", "path_text", "turtle", "validate", "validate_columns"]
