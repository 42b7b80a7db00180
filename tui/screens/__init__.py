"""The screens: one file each; a screen owns its state, widgets show it."""
