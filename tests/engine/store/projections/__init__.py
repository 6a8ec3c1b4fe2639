"""Tests of the projections: made again to the same hashes, damage found, the same cases as from evidence."""
