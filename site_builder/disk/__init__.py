"""What all rooms that touch the disk do alike: reading with bounds, writing whole files, keeping others away."""
