"""What each app at Intuit has read this month, what that comes to by the month's end, and how the syncs make do.

Intuit meters what is read through an app ("CorePlus" calls), whoever's companies it reads, and lets an app read so many
times a month (Intuit App Partner Program). `count` notes each read on a row of its connection and day; once an hour
`appraise` adds an app's rows up, projects them to the month's end and sets how often quiet connections look.
"""
