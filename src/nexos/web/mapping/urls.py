"""Addresses of the mapping."""

from django.urls import path

from nexos.web.mapping import choosing, customers, deciding, employees, items, together

urlpatterns = [
    path("mapping/", customers.customer_list, name="mapping-customers"),
    path("mapping/customers/sure", together.sure, name="mapping-sure"),
    path("mapping/customers/accept", together.accept, name="accept-matches"),
    path("mapping/customers/create-missing", together.create_missing, name="create-missing-companies"),
    path("mapping/customers/link", deciding.link_customer, name="link-customer"),
    path("mapping/customers/unlink", deciding.unlink_customer, name="unlink-customer"),
    path("mapping/customers/together/<uuid:bulk_id>", together.results, name="mapping-results"),
    path("mapping/customers/leave", deciding.leave_unlinked, name="leave-unlinked"),
    path("mapping/customers/take-back", deciding.take_back, name="take-back"),
    path("mapping/customers/create", deciding.create_company, name="create-company-of-customer"),
    path("mapping/customers/of/<str:there_id>", choosing.company_for, name="mapping-customer"),
    path("mapping/companies/<uuid:here_id>", choosing.customer_for, name="mapping-company"),
    path("mapping/employees/", employees.employee_list, name="mapping-employees"),
    path("mapping/employees/link", deciding.link_employee, name="link-employee"),
    path("mapping/employees/unlink", deciding.unlink_employee, name="unlink-employee"),
    path("mapping/employees/of/<str:there_id>", choosing.user_for, name="mapping-employee"),
    path("mapping/users/<uuid:here_id>", choosing.employee_for, name="mapping-user"),
    path("mapping/items/", items.item_list, name="mapping-items"),
]
