"""Fundraising: campaigns, sealed boxes, two blind counts."""
