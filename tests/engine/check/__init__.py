"""Tests of checks of an edition."""
