"""What the build and the main question cost, beside named peers in one run: ``make bench``."""
