"""What tests stand on: real servers, a real browser, an app with people in it."""
