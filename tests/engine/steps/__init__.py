"""Tests of the steps of a plan."""
