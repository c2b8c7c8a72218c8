"""The resources of version 1, one a file, over the features' queries and operations."""
