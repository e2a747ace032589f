"""Components, tokens, icons, layouts, template tags and the style page."""
