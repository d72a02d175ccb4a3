"""Builds the engine that runs in the browser: Pyodide, its library, and the package `quiz`."""
