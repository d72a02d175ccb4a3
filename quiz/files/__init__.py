"""What comes and goes as a file: lists, backups and calendars."""
