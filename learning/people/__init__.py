"""People: accounts, persons, organisations, duplicates, privacy.

models          `User`, `Person`, `Organisation`, `Membership`, `FocalPoint`
canonical       conditions and expressions on the row that a merged row counts as
reachable       who may be written to
audit_log       `record` keeps who did what to whose data
accounts        the second factor, the access to what opens by a role, the person of an account
organisations   look-up, focal points, affiliations, the register as a file
duplicates      merge, unmerge, not duplicates
privacy         `personal_data.register`, `retention.register`, data export, erasure
reference       countries, regions, time zones
"""
