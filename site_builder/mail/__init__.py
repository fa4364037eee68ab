"""An edition as an e-mail: from values to the bytes of a message, and nothing of how it travels."""
