"""The values that travel between the stages: frozen, comparable, picklable, without behaviour that needs the disk."""
