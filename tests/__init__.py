"""What proves the product. A package, since others install one of this name too."""
