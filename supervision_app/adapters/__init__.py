"""The outside world: storage, keys, files in and files out."""
