"""The health check of load balancers and of the demo."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nexos.web.access import open_to_all


@open_to_all
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, else 503 with what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if behind:
        return JsonResponse({"status": "the database is not migrated: run `nexos migrate`"}, status=503)
    return JsonResponse({"status": "ok"})
