"""Tests of children: every end has its name, and the caller lives on."""
