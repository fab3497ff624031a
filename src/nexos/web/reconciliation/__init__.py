"""Do both ledgers agree?"""
