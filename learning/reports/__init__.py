"""Reports: measures, queries, screens, snapshots, exports, the reporting API, public figures.

scope          `Scope`: the period and filters that a figure is asked for
measures       the rules of docs/counting.md: conditions, definitions, versions
queries        figures of a scope in a fixed number of queries; `activity_pools.Pool` says which activities count
small_numbers  which numbers are hidden
screens        the screens of the admin
annual         facts and sentences of a year or period
snapshots      freezing annual figures, checking their seals
exports        tables as CSV, XLSX and JSON
public         figures as blocks of pages
api            the reporting API
"""
