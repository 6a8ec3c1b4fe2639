"""The version of the engine: part of every assessment's name."""

VERSION = "0.1.0"
