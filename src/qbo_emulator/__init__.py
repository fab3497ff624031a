"""Stands in for Intuit: the OAuth server and the QuickBooks Online Accounting API v3.

Other people's unmodified clients point their base addresses here. `app.make_app` is the WSGI application,
`server` carries it over HTTP, `__main__` is the command line.
"""
