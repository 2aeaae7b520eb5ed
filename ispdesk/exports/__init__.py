"""What leaves an installation and comes into another: the whole, what is public, and one ISP."""
