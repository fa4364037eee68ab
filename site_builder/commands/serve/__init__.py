"""`site-builder serve`: a preview that follows every save. Nothing here writes into the output folder."""
