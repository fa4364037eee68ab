"""The shell: the only place where stages meet. It knows of caching, processes, plugins, clock and order."""
