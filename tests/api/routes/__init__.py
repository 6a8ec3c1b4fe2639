"""Tests of the resources of the service, over a store with real submissions."""
