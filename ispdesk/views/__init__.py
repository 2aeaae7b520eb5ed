"""What is shown: one function a view, from (session, …, at) to a plain value; pages and commands draw from these alone."""
