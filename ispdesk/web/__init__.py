"""The pages: a frame in two languages over whatever answers `services.Services`."""
