"""Tests of booking: open times, appointments, calendars in and out."""
