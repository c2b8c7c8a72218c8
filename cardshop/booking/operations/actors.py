"""Who does something, where it is not a person of the business by their e-mail address."""

CUSTOMER, SYSTEM = "customer", "system"
