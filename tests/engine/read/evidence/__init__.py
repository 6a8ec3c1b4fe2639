"""Tests of the readers of evidence."""
