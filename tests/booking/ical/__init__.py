"""Tests of iCalendar, out and in."""
