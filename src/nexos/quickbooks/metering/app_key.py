"""What stands for an app in tables that belong to no tenant."""

from django.utils.crypto import salted_hmac


def app_key(client_id: str) -> str:
    """A keyed hash (HMAC-SHA256 under the installation's secret key) of a client id: the same for all who use the app,
    and nothing to anybody else."""
    return salted_hmac("nexos.quickbooks.metering", client_id, algorithm="sha256").hexdigest()
