"""Tests of `engine.columns`."""
