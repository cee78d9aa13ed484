"""Rules, state and delivery of alerts. Nothing stands here yet."""
