"""The shell: the only place where stages meet. It knows of caching, processes, plugins, the clock and the order of things."""
