"""Appointments: services, calendars, open times, bookings, and calendars in and out."""
