"""What goes over the wire, as the OpenAPI document shows it: English names, Chinese descriptions."""
