"""What makes the emulated AWS's tasks, load balancers and databases really run, in containers."""
