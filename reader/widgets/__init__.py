"""The parts of the screen. Each posts requests upwards and knows none of its siblings."""
