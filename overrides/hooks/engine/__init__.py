"""Builds what reckons in the browser: Pyodide, its library, and the package `quiz`."""
