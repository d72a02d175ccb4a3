"""A team's folder, as one would have it that has changed all that can be changed."""
