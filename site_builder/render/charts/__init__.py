"""Shapes of pictures: numbers become coordinates, and templates write the SVG."""
