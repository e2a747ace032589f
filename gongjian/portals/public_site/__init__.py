"""What anybody may see: home, campaigns, the public ledger. It calls only public_… queries."""
