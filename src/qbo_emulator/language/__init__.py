"""QuickBooks' query language: a statement is parsed, bound to an entity's properties and evaluated; all of it pure.

Grammar (Intuit, "Query operations and syntax"):
`SELECT * | COUNT(*) | fields FROM Entity [WHERE p op v [AND ...]] [ORDERBY p [ASC|DESC][, ...]]
[STARTPOSITION n] [MAXRESULTS n]`
"""
