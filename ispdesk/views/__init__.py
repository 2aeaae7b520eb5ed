"""What is shown: one function a view, from (session, …, at) to a plain value, for pages and commands alike."""
