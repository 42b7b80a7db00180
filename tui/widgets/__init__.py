"""What the screens are made of: one visible pane, one file. Pure helpers (`wrap`, `marks`, `spans`) know no Textual."""
