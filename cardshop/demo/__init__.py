"""Four example businesses, complete: a bakery, a barber, a clinic in Persian, a designer."""
