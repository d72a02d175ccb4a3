"""What runs on a computer alone: the command line, the files it reads, what the build asks for."""
