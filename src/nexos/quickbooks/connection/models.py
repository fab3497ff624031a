"""Connections, authorizations under way, who owns a QuickBooks company, and the shared pace of calls."""

from django.db import models
from django.db.models import Q

from nexos.kit.tenancy.models import TenantModel


class Environment(models.TextChoices):
    """Intuit's two worlds: development keys reach sandbox companies only, production keys real companies only."""

    SANDBOX = "sandbox", "Sandbox"
    PRODUCTION = "production", "Production"


class State(models.TextChoices):
    """Whether work may be done for a connection; only a connected one calls QuickBooks."""

    NOT_CONNECTED = "not_connected", "Not connected"
    CONNECTED = "connected", "Connected"
    NEEDS_ATTENTION = "needs_attention", "Needs attention"
    DISCONNECTED = "disconnected", "Not connected"
    ARCHIVED = "archived", "Archived"


class Connection(TenantModel):
    """A tenant's link to one QuickBooks company; mirror, mappings and pushes belong to it and outlive a disconnect, and
    as a record of what was also the start with another company. One that is archived changes no more.

    The `sealed_…` columns hold what `kit.vault` made (`credentials` opens them); empty means there is none.
    `app_key` stands for the client id where reads are counted (`metering.app_key`).
    `realm_id` is empty until the company has been proved, and then never changes. `attached`: an operator connected it
    on the command line, so that `connected_by` is nobody; `api_url` is where its API is then, if elsewhere than where
    the environment's is. `reason` says in one sentence why the connection
    needs attention, which it has done since `attention_since`. `notified_at` is when Intuit last sent a genuine
    notification. `refresh_…` are the lease of `refresh`: who is renewing the tokens, until when nobody else may, and
    `refresh_fence`, which grows whenever the tokens are claimed, replaced or wiped.
    """

    environment = models.CharField(max_length=10, choices=Environment.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_CONNECTED)
    reason = models.TextField(default="")
    attention_since = models.DateTimeField(null=True)
    sealed_client_id = models.TextField()
    app_key = models.CharField(max_length=64, default="")
    sealed_client_secret = models.TextField()
    sealed_verifier_token = models.TextField(default="")
    realm_id = models.CharField(max_length=40, default="")
    company_name = models.CharField(max_length=1024, default="")
    api_url = models.CharField(max_length=500, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    connected_at = models.DateTimeField(null=True)
    connected_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    attached = models.BooleanField(default=False)
    disconnected_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    notified_at = models.DateTimeField(null=True)

    sealed_access_token = models.TextField(default="")
    access_token_expires_at = models.DateTimeField(null=True)
    sealed_refresh_token = models.TextField(default="")
    refresh_token_expires_at = models.DateTimeField(null=True)
    refreshed_at = models.DateTimeField(null=True)
    refresh_holder = models.CharField(max_length=80, default="")
    refresh_fence = models.BigIntegerField(default=0)
    refresh_until = models.DateTimeField(null=True)
    refresh_calls = models.PositiveSmallIntegerField(default=0)
    refresh_calls_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=~Q(state=State.ARCHIVED), name="one_current_connection_per_tenant"
            )
        ]

    @property
    def connected(self) -> bool:
        """Whether QuickBooks may be called."""
        return self.state == State.CONNECTED


class Authorization(TenantModel):
    """One walk to Intuit's consent page and back.

    `state_hash` and `session_hash` are SHA-256 of the state sent along and of the browser session that set out; the
    walk counts once, before `expires_at`, for that person in that session.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="authorizations")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    state_hash = models.CharField(max_length=64)
    session_hash = models.CharField(max_length=64)
    sealed_code_verifier = models.TextField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "state_hash"], name="one_authorization_per_state")]


class RealmOwner(models.Model):
    """Which connection a QuickBooks company belongs to while it is connected: at most one in the whole installation.

    Not a tenant's table: it is what keeps two tenants apart.
    """

    environment = models.CharField(max_length=10, choices=Environment.choices)
    realm_id = models.CharField(max_length=40)
    tenant_id = models.UUIDField()
    connection_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["environment", "realm_id"], name="one_owner_per_realm")]


class CallPace(models.Model):
    """The recent calls of one connection, shared by all processes (see `pace`). Not a tenant's: it holds times only."""

    connection_id = models.UUIDField(primary_key=True)
    calls = models.TextField(default="")
