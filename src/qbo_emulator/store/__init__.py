"""What a company's books hold: objects kept as their JSON bytes, found by id, property and time."""
