"""Who is who: companies and customers, users and employees, products and items."""
