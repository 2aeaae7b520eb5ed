"""The rules: what may happen to an ISP, by whom, when, and why not. Pure: nothing here reads or writes."""
