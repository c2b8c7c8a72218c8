"""A salon on each engine: a business, its haircut of half an hour, and Amina who gives it."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking.models import Calendar, Service
from tests.support import factories, salons


@pytest.fixture
def business(each_engine: Flask) -> Business:
    """A business in Nairobi."""
    return factories.owner().business


@pytest.fixture
def service(business: Business) -> Service:
    """Its haircut."""
    return salons.service(business)


@pytest.fixture
def amina(business: Business, service: Service) -> Calendar:
    """Who gives it every day from 9 to 17."""
    return salons.calendar(business, service)
