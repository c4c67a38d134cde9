"""The site: home page, catalogue, search, the portal of the logged-in person, roles, the periodic command `tick`."""
