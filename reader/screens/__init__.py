"""Full screens and the pages laid over them; ``reading`` is the switchboard."""
