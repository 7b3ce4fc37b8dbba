"""What script/faults does to the program."""
