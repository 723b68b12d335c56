"""Data that ships with the application: codes, templates, fonts and licences."""
