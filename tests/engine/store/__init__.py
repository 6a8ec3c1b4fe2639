"""Tests of the store: what is acknowledged is kept, what is changed is found."""
