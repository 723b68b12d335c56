"""The command line: the same services, for IT, scripts and tests."""
