"""Tests of who signs in and the business they speak for."""
