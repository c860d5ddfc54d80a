"""Whole jobs, from submit to results."""
