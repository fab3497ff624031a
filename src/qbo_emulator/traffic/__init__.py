"""What happens to a request on its way: Intuit's limits, injected faults, and the record of what came."""
