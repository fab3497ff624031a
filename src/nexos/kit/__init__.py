"""What every part stands on: tenancy, money, clock, vault, events, jobs, errors. No business words."""
