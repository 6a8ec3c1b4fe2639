"""Tests of queries by strangers."""
