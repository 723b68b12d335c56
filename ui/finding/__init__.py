"""Finding a child, a person, a page or a command by a few letters."""
