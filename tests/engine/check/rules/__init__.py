"""Tests of the rules of an edition."""
