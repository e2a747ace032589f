"""An alliance set up, and kept up, from the sheet that its office types."""
