"""Secrets at rest: AES-256-GCM under a data key per tenant, itself sealed by the installation's master key."""
