"""What a person decided on claims, applied to what is read now."""
