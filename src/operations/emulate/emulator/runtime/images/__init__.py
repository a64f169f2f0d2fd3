"""The images that a run's containers start from."""
