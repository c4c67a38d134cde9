"""Joint rows: several enrolment rows of one person in one activity, judged together.

The rule is "person in an activity" of counting.md. Joint rows arise when persons are merged. One of the rows then
leads: its columns hold the joint facts, its own values are kept in `Enrolment.own_facts`, and the other rows point at
it. An action changes the rows' own values and then writes the joint facts again. Unmerging restores each row from its
own values.

`rows` finds the rows of a person, `group` is what actions use, `facts` and `registration` are the rules,
`merge_receivers` joins and separates rows when persons are merged or unmerged.
"""
