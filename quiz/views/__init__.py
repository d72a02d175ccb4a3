"""What is shown of prospects and of practice, as plain data in the words of one language."""
