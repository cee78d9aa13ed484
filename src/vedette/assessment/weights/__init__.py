"""What a finding weighs: the exclusive hypotheses, the table of likelihood ratios, and the discount for what shares an origin."""
