"""Reading: Turtle, case folders and evidence become frozen nouns; every fault is collected and raised once."""
