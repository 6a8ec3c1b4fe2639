"""What every request passes before a route sees it: limits of size and time, hosts, headers, the audit."""
