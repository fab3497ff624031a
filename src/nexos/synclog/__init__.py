"""What happened between NEXOS CORE and another system, findable a year later."""
