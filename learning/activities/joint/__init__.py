"""Several enrolment rows of one person in one activity, judged together (counting.md: "person in an activity").

Rows of one canonical person in one activity arise by merging people. One of the rows then leads: its columns hold the
joint facts, its own values are kept in `Enrolment.own_facts`, and the other rows point at it. An action changes the rows'
own values and then writes the joint facts again. Unmerging restores each row from its own values.

`rows` finds the rows of a person, `group` is what actions use, `facts` are the rules, `merge_receivers` follows merged people.
"""
