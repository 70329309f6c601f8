"""Does every stored log still hold what was recorded? Read-only, on or off."""
