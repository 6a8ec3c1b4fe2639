"""SPARQL by strangers: looked over before a parser sees it, then asked of graphs that the server chose."""
