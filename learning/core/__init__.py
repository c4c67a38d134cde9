"""The lowest layer: settings helpers, middleware, e-mail, files and parts of the admin that every app may use.

emails       the outbox: `deferred.enqueue` queues a mail, `composers.register` says how one is written
files        exports and spreadsheets; what an uploaded file contains (`file_contents`, `archives`, `svg`)
middleware   middleware that knows no app
admin_kit    bulk actions and filters of the admin
errors       `BusinessError`: why an action was refused
"""
