"""Gains measured on maps: dated polygons become areas held, and ground gained and lost between two maps.

`geometry` and `map_process` run in a process of their own; shapely and pyproj are loaded there alone.
"""
