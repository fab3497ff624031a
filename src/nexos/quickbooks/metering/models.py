"""Reads by connection and day, and what follows from them for each app. Neither is a tenant's: they hold Ids, keyed
hashes, times and numbers only."""

from django.db import models

from nexos.quickbooks.metering.projection import USUAL


class DayOfReads(models.Model):
    """The metered reads of one connection through one app (`app_key`) on one of Intuit's days; `last_at` is the last of
    them. A row per connection, so that the connections of an app never wait for each other."""

    pk = models.CompositePrimaryKey("app_key", "day", "connection_id")
    app_key = models.CharField(max_length=64)
    day = models.DateField()
    connection_id = models.UUIDField()
    reads = models.PositiveIntegerField()
    last_at = models.DateTimeField()


class IntuitApp(models.Model):
    """How an app stands. `allowance` is the reads it has a month, where somebody said so; `rate` the reads a day that
    its projection rests on. `quiet_minutes` is how often quiet connections look, since the day `paced_on`; `alarm` the
    percentage of the allowance (`projection.ALARMS`) its projection passes, 0 for none. `refused_since` is when
    QuickBooks began to refuse every read; `stopped_until` until when none is tried, None while they are answered.
    """

    key = models.CharField(max_length=64, primary_key=True)
    allowance = models.PositiveIntegerField(null=True)
    appraised_at = models.DateTimeField(null=True)
    rate = models.FloatField(default=0)
    alarm = models.PositiveSmallIntegerField(default=0)
    quiet_minutes = models.PositiveSmallIntegerField(default=USUAL)
    paced_on = models.DateField(null=True)
    refused_since = models.DateTimeField(null=True)
    stopped_until = models.DateTimeField(null=True)
