"""Products in bulk: files checked, imported and undone, everything exported, feeds for Meta and
Google.
"""
