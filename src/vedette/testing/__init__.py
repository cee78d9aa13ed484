"""What tests of plug-ins need: rows that can be built in one line, and later a conformance kit and stand-ins for feeds."""
