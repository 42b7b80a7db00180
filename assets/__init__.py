"""What is not code: samples, lexicons, model weights with their cards, schema, templates, themes, example queries."""
