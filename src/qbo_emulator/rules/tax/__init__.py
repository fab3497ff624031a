"""Sales tax: one code per document in the US, by address where it is automated, one code per line elsewhere."""
