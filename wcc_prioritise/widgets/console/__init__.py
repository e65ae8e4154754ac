"""What does the facilitator see? A page for one pair of eyes, with everything that runs the day."""
